namespace Spindle.Tasks.Proprioception;

/// <summary>The muscles that each study reads, in its order: convolutions over muscles run along it.</summary>
public static class ArmMuscles
{
    /// <summary>Those of Sandbrink et al. (2023), of the 50 of the MoBL-ARMS model: fifteen of the shoulder, ten of the elbow.</summary>
    public static IReadOnlyList<string> Human { get; } =
    [
        "CORB", "DELT1", "DELT2", "DELT3", "INFSP", "LAT1", "LAT2", "LAT3", "PECM1", "PECM2", "PECM3", "SUBSC", "SUPSP", "TMAJ", "TMIN",
        "ANC", "BIClong", "BICshort", "BRA", "BRD", "ECRL", "PT", "TRIlat", "TRIlong", "TRImed",
    ];

    /// <summary>Those of Marin Vargas et al. (2024): all 39 of the macaque arm.</summary>
    public static IReadOnlyList<string> Macaque { get; } =
    [
        "abd_poll_longus", "anconeus", "bicep_lh", "bicep_sh", "brachialis", "brachioradialis", "coracobrachialis", "deltoid_ant", "deltoid_med",
        "deltoid_pos", "dorsoepitrochlearis", "ext_carpi_rad_longus", "ext_carp_rad_brevis", "ext_carpi_ulnaris", "ext_digitorum", "ext_digiti",
        "ext_indicis", "flex_carpi_radialis", "flex_carpi_ulnaris", "flex_digit_profundus", "flex_digit_superficialis", "flex_poll_longus",
        "infraspinatus", "lat_dorsi_sup", "lat_dorsi_cen", "lat_dorsi_inf", "palmaris_longus", "pectoralis_sup", "pectoralis_inf", "pronator_quad",
        "pronator_teres", "subscapularis", "supinator", "supraspinatus", "teres_major", "teres_minor", "tricep_lat", "tricep_lon", "tricep_sho",
    ];
}
