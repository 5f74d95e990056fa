using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Drawing;

/// <summary>How long an epoch lasts where nothing is drawn.</summary>
internal static class EpochLength
{
    /// <summary>In test trials, seconds.</summary>
    public static decimal InTest(TrialEpoch epoch) => (epoch.InTest ?? epoch.Lasts)?.Seconds ?? AtMost(epoch);

    /// <summary>In trials of any mode at the most, seconds.</summary>
    public static decimal Longest(TrialEpoch epoch) =>
        new[] { epoch.Lasts, epoch.LastsAtMost, epoch.InTest, epoch.InPsychometric }
            .OfType<Duration>()
            .Concat(epoch.LastsOneOf)
            .Max(length => length.Seconds);

    private static decimal AtMost(TrialEpoch epoch) =>
        epoch.LastsOneOf.Count > 0 ? epoch.LastsOneOf.Max(length => length.Seconds) : epoch.LastsAtMost!.Value.Seconds;
}
