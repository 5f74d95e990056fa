using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Checks;

/// <summary>What is wrong with the contrasts of a task.</summary>
internal static class ContrastChecks
{
    /// <summary>The problems, in order.</summary>
    public static IEnumerable<Problem> Of(TrialComposition composition)
    {
        var stimuli = composition.Stimuli.Select(stimulus => stimulus.Name).ToArray();
        var taken = new HashSet<string>();
        for (var at = 0; at < composition.Contrasts.Count; at++)
        {
            var (contrast, path) = (composition.Contrasts[at], $"Contrasts[{at}]");
            foreach (var problem in Pair($"{path}.{nameof(contrast.Between)}", contrast.Between, stimuli, taken)) yield return problem;
            if (contrast.Also.Count > 0)
                foreach (var problem in Pair($"{path}.{nameof(contrast.Also)}", contrast.Also, stimuli, taken)) yield return problem;
            if (contrast.Coherences.Count == 0)
                yield return new(DiagnosticCodes.EmptyList, $"{path}.{nameof(contrast.Coherences)}", "a contrast needs a coherence");
            if (contrast.MeanAtLeast > contrast.MeanAtMost)
                yield return new(
                    DiagnosticCodes.OutOfRange,
                    $"{path}.{nameof(contrast.MeanAtMost)}",
                    $"the mean cannot be at least {contrast.MeanAtLeast} and at most {contrast.MeanAtMost}");
            if (contrast.UnlikeAtLeast > contrast.UnlikeAtMost)
                yield return new(
                    DiagnosticCodes.OutOfRange,
                    $"{path}.{nameof(contrast.UnlikeAtMost)}",
                    $"d cannot be at least {contrast.UnlikeAtLeast} and at most {contrast.UnlikeAtMost}");
        }
    }

    private static IEnumerable<Problem> Pair(string path, IReadOnlyList<string> pair, string[] stimuli, HashSet<string> taken)
    {
        if (pair.Count != 2)
            yield return new(DiagnosticCodes.ImpossibleShape, path, $"a contrast is between two stimuli, not {pair.Count}");
        for (var at = 0; at < pair.Count; at++)
        {
            if (Names.Known($"{path}[{at}]", "stimulus", pair[at], stimuli) is { } dangling) yield return dangling;
            else if (!taken.Add(pair[at]))
                yield return new(
                    DiagnosticCodes.ConflictingKeys,
                    $"{path}[{at}]",
                    $"the strength of '{pair[at]}' is set by a contrast already");
        }
    }
}
