using Spindle.Contracts;

namespace Spindle.Probes;

/// <summary>The numbers that a comparison of wirings gives.</summary>
internal static class ConnectivityMetrics
{
    /// <summary>Those of the ring among observed units, which every network has.</summary>
    public static IReadOnlyList<Metric> Ring { get; } =
    [
        new("element_match", "", "Correlation of W_rr with the teacher's recurrent weights over all entries."),
        new("smoothed_element_match", "", "The same after circular Gaussian smoothing of both indices."),
        new("ring_profile_correlation", "", "Correlation of the mean weight by ring offset with the teacher's."),
        new("circulant_fraction", "", "Share of the variance of W_rr that its ring profile explains."),
        new("profile_amplitude", "", "Greatest minus least mean weight by ring offset."),
        new("teacher_profile_amplitude", "", "The same of the teacher."),
        new("recurrent_sd", "", "Standard deviation of W_rr."),
    ];

    /// <summary>Those of the shifter through the input units, which a network has whose velocity enters apart.</summary>
    public static IReadOnlyList<Metric> Shifter { get; } =
    [
        new("shifter_element_match", "", "Correlation of K with the teacher's shifter kernel over all entries."),
        new("shifter_profile_correlation", "", "Correlation of the profiles of K and of the teacher's shifter kernel by ring offset."),
        new("shifter_circulant_fraction", "", "Share of the variance of K that its ring profile explains."),
        new("plain_product_element_match", "", "Correlation of W_ri·W_ir with the teacher's shifter kernel."),
        new("plain_product_profile_correlation", "", "Correlation of the profiles of W_ri·W_ir and of the teacher's recurrent weights."),
        new("shifter_offset_positive", "rad", "Mean of outgoing minus incoming phase where w_in is positive; negative is toward lower index."),
        new("shifter_offset_negative", "rad", "The same where w_in is negative."),
        new("shifter_resultant_positive", "", "Mean resultant length of the offsets where w_in is positive."),
        new("shifter_resultant_negative", "", "The same where w_in is negative."),
        new("input_positive_fraction", "", "Share of input units with positive w_in."),
        new("input_weight_mean_magnitude", "s/rad", "Mean absolute w_in."),
        new("response_to_input_sd", "", "Standard deviation of W_ri."),
        new("input_to_response_sd", "", "Standard deviation of W_ir."),
        new("input_to_input_sd", "", "Standard deviation of W_ii."),
    ];
}
