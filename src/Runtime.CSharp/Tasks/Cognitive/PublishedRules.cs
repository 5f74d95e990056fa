namespace Spindle.Tasks.Cognitive;

/// <summary>Sets of rules of published studies, in the order of their channels.</summary>
public enum PublishedRules
{
    /// <summary>None: a set of one's own.</summary>
    None,

    /// <summary>Liu et al. 2021, the main model: overlap, zero_gap, gap, odr, odrd, gap500.</summary>
    AllNew,

    /// <summary>Liu et al. 2021: overlap, zero_gap, gap.</summary>
    Ozg,

    /// <summary>Liu et al. 2021: odr with delays of 500, 740 (published as 750), 1000, 1100, 1200, 1300, 1400 and 1500 ms.</summary>
    OdrDelayCheck,

    /// <summary>Liu et al. 2021: the main model's, odr with a delay of 3 s.</summary>
    AllNewOdr3000,

    /// <summary>Liu et al. 2021: the main model's, odr with a delay of 6 s.</summary>
    AllNewOdr6000,

    /// <summary>Liu et al. 2021: the main model's, odr with a delay of 15 s.</summary>
    AllNewOdr15000,

    /// <summary>Liu et al. 2021 (MoN): match_or_non, match_or_non_easy.</summary>
    MatchOrNon,

    /// <summary>Liu et al. 2021 (mix_MoN_6tasks): match_or_non, match_or_non_easy and the six of the main model.</summary>
    MixMatchOrNon,

    /// <summary>Liu et al. 2021 (mix_p_MoN_6tasks): the same with match_or_non_passive.</summary>
    MixPassiveMatchOrNon,

    /// <summary>Liu et al. 2021: odr with a delay of 500 ms, odrd, overlap, zero_gap, gap.</summary>
    SeqTrainTest,

    /// <summary>Yang et al. 2019: the twenty tasks, contextdm1 and contextdm2 five times as often as the others.</summary>
    Yang,

    /// <summary>Yang et al. 2019, after Mante et al. 2013: contextdm1, contextdm2.</summary>
    Mante,
}
