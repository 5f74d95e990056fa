using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Checks;

/// <summary>What is wrong with the responses of a task.</summary>
internal static class ResponseChecks
{
    /// <summary>The problems, in order.</summary>
    public static IEnumerable<Problem> Of(TrialComposition composition)
    {
        var stimuli = composition.Stimuli.Select(stimulus => stimulus.Name).ToArray();
        var always = false;
        for (var at = 0; at < composition.Responses.Count; at++)
        {
            var (response, path) = (composition.Responses[at], $"Responses[{at}]");
            if (always) yield return new(DiagnosticCodes.WithoutEffect, path, "a response before it is always right, so that this one never counts");
            always |= response.When == Relation.Always;
            if (response.To.Count == 0) yield return new(DiagnosticCodes.EmptyList, $"{path}.{nameof(response.To)}", "a response needs a stimulus");
            foreach (var problem in Known($"{path}.{nameof(response.To)}", response.To, stimuli)) yield return problem;
            foreach (var problem in Compared(response, path)) yield return problem;
            foreach (var problem in Known($"{path}.{nameof(response.Comparing)}", response.Comparing, stimuli)) yield return problem;
        }
    }

    private static IEnumerable<Problem> Compared(TrialResponse response, string path)
    {
        if (response.When == Relation.Always && response.Comparing.Count > 0)
            yield return new(
                DiagnosticCodes.WithoutEffect,
                $"{path}.{nameof(response.Comparing)}",
                "a response that is always right compares nothing",
                "when: match");
        if (response.When != Relation.Always && response.Comparing.Count != 2)
            yield return new(
                DiagnosticCodes.ImpossibleShape,
                $"{path}.{nameof(response.Comparing)}",
                $"the condition compares two stimuli, not {response.Comparing.Count}");
    }

    private static IEnumerable<Problem> Known(string path, IReadOnlyList<string> names, string[] stimuli) =>
        names.Select((name, at) => Names.Known($"{path}[{at}]", "stimulus", name, stimuli)).OfType<Problem>();
}
