using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive.Checks;

/// <summary>What is wrong with a set of rules, each of which is sound by itself.</summary>
internal static class RuleSetChecks
{
    /// <summary>The problems, in order.</summary>
    public static IEnumerable<Problem> Of(RuleSet set)
    {
        var isPublished = set.Published != PublishedRules.None;
        if (isPublished && set.Tasks.Count > 0)
            return [new(DiagnosticCodes.ConflictingKeys, nameof(set.Published), "a published set has its own tasks")];
        if (!isPublished && set.Tasks.Count == 0)
            return
            [
                new(
                    DiagnosticCodes.MissingParameter,
                    nameof(set.Tasks),
                    "a set of rules needs tasks",
                    "tasks, or published: the name of a published set"),
            ];
        return [.. Rules(set), .. Channels(set), .. Weights(set), .. Trained(set)];
    }

    private static IEnumerable<Problem> Rules(RuleSet set)
    {
        for (var at = 1; at < set.Tasks.Count; at++)
            if (set.Tasks.Take(at).Any(before => before.RuleName == set.Tasks[at].RuleName))
                yield return new(
                    DiagnosticCodes.DuplicateName,
                    $"{nameof(set.Tasks)}[{at}].{nameof(TrialSpec.Rule)}",
                    $"there is another rule '{set.Tasks[at].RuleName}' before it",
                    "rule: a name of its own");
    }

    private static IEnumerable<Problem> Channels(RuleSet set)
    {
        for (var at = 1; at < set.Tasks.Count; at++)
        {
            var (task, first) = (set.Tasks[at], set.Tasks[0]);
            if (task.TimeStep != first.TimeStep)
                yield return Unlike(
                    DiagnosticCodes.TimeGrid,
                    at,
                    nameof(task.TimeStep),
                    "steps",
                    $"{task.TimeStep.Seconds * 1000:0.###} ms",
                    $"{first.TimeStep.Seconds * 1000:0.###} ms");
            if (task.RingUnits != first.RingUnits)
                yield return Unlike(
                    DiagnosticCodes.ImpossibleShape,
                    at,
                    nameof(task.RingUnits),
                    "ring units",
                    $"{task.RingUnits}",
                    $"{first.RingUnits}");
            if (task.Rings != first.Rings)
                yield return Unlike(DiagnosticCodes.ImpossibleShape, at, nameof(task.Rings), "rings", $"{task.Rings}", $"{first.Rings}");
        }

        Problem Unlike(string code, int at, string property, string what, string found, string expected) => new(
            code,
            $"{nameof(set.Tasks)}[{at}].{property}",
            $"'{set.Tasks[at].RuleName}' has {what}: {found}, and '{set.Tasks[0].RuleName}' {expected}; one network has the same for all rules");
    }

    private static IEnumerable<Problem> Weights(RuleSet set)
    {
        var count = set.Members.Count;
        if (set.Weights.Count > 0 && set.Weights.Count != count)
            yield return new(
                DiagnosticCodes.ImpossibleShape,
                nameof(set.Weights),
                $"there are {set.Weights.Count} weights for {count} rules");
        else if (set.Rules().All(rule => rule.Weight == 0))
            yield return new(DiagnosticCodes.WithoutEffect, nameof(set.Weights), "no rule is trained: all have weight 0");
    }

    private static IEnumerable<Problem> Trained(RuleSet set) => set.Trained
        .Select((rule, at) => Names.Known($"{nameof(set.Trained)}[{at}]", "rule", rule, set.Members.Select(task => task.RuleName)))
        .OfType<Problem>();
}
