using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Drawing;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Checks;

/// <summary>
/// Stimuli that are shown on one ring at the same time add up. Where one is turned from the other, or both angles are fixed, or they are
/// in contrast, that is meant; else their bumps could fall together by chance.
/// </summary>
internal static class OverlapChecks
{
    /// <summary>The problems of a composition that is sound otherwise, by the times of test trials.</summary>
    public static IEnumerable<Problem> Of(TrialComposition composition, Duration step)
    {
        var timing = TrialTiming.OfTest(composition.Epochs, step);
        var stimuli = composition.Stimuli;
        for (var at = 1; at < stimuli.Count; at++)
        {
            var other = stimuli.Take(at).FirstOrDefault(before => Together(timing, before, stimuli[at]) && !Meant(composition, before, stimuli[at]));
            if (other is null) continue;
            yield return new(
                DiagnosticCodes.OverlappingStimuli,
                $"Stimuli[{at}]",
                $"'{other.Name}' and '{stimuli[at].Name}' are on one ring at the same time, at angles that have nothing to do with each other",
                $"from: {other.Name}, and how far it is turned; or another ring, or another epoch");
        }
    }

    private static bool Together(TrialTiming timing, TrialStimulus one, TrialStimulus other)
    {
        var (a, b) = (timing.Shown(one), timing.Shown(other));
        return Rings(one).Intersect(Rings(other)).Any() && a.From < b.To && b.From < a.To;
    }

    private static IReadOnlyList<long> Rings(TrialStimulus stimulus) => stimulus.RingOneOf.Count > 0 ? stimulus.RingOneOf : [stimulus.Ring];

    private static bool Meant(TrialComposition composition, TrialStimulus one, TrialStimulus other) =>
        Origin(composition, one) == Origin(composition, other)
        || (one.Angle is not null && other.Angle is not null)
        || composition.Contrasts.Any(contrast => contrast.Between.Contains(one.Name) && contrast.Between.Contains(other.Name));

    private static string Origin(TrialComposition composition, TrialStimulus stimulus)
    {
        while (stimulus.From.Length > 0) stimulus = composition.Stimuli[TrialConditions.Index(composition, stimulus.From)];
        return stimulus.Name;
    }
}
