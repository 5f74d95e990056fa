using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Checks;

/// <summary>What is wrong with the epochs of a task.</summary>
internal static class EpochChecks
{
    private const string List = "Epochs";

    /// <summary>The problems, in order.</summary>
    public static IEnumerable<Problem> Of(IReadOnlyList<TrialEpoch> epochs, Duration step)
    {
        if (epochs.Count == 0) return [new(DiagnosticCodes.EmptyList, List, "a trial needs an epoch")];
        return
        [
            .. Names.Given(List, "epoch", [.. epochs.Select(epoch => epoch.Name)]),
            .. epochs.SelectMany((epoch, at) => One(epochs, epoch, at, step)),
            .. Responding(epochs),
        ];
    }

    private static IEnumerable<Problem> One(IReadOnlyList<TrialEpoch> epochs, TrialEpoch epoch, int at, Duration step)
    {
        var path = $"{List}[{at}]";
        if (epoch.With.Length > 0
            && Names.Known(
                $"{path}.{nameof(epoch.With)}",
                "epoch before it",
                epoch.With,
                epochs.Take(at).Select(before => before.Name)) is { } dangling)
            yield return dangling;
        foreach (var problem in Length(path, epoch)) yield return problem;
        foreach (var problem in OnGrid(path, epoch, step)) yield return problem;
    }

    private static IEnumerable<Problem> Length(string path, TrialEpoch epoch)
    {
        var isBetween = epoch.LastsAtLeast is not null || epoch.LastsAtMost is not null;
        var ways = new[] { epoch.Lasts is not null, epoch.LastsOneOf.Count > 0, isBetween }.Count(given => given);
        if (ways == 0)
            yield return new(
                DiagnosticCodes.MissingParameter,
                path,
                $"nothing tells how long '{epoch.Name}' lasts",
                "lasts, lasts_one_of, or lasts_at_least and lasts_at_most");
        if (ways > 1)
            yield return new(
                DiagnosticCodes.ConflictingKeys,
                path,
                $"'{epoch.Name}' lasts always the same, one of some lengths, or any between two: only one can be");
        if (isBetween && (epoch.LastsAtLeast is null || epoch.LastsAtMost is null))
            yield return new(DiagnosticCodes.MissingParameter, path, $"'{epoch.Name}' needs both lasts_at_least and lasts_at_most");
        if (epoch.LastsAtLeast is { } least && epoch.LastsAtMost is { } most && least.Seconds > most.Seconds)
            yield return new(
                DiagnosticCodes.OutOfRange,
                $"{path}.{nameof(epoch.LastsAtMost)}",
                $"'{epoch.Name}' cannot last at least {least.Seconds} s and at most {most.Seconds} s");
    }

    /// <summary>Lengths that are drawn from a range need not be on the grid: the step counts that an event falls into.</summary>
    private static IEnumerable<Problem> OnGrid(string path, TrialEpoch epoch, Duration step)
    {
        var lengths = new List<(string Name, Duration Length)>();
        if (epoch.Lasts is { } always) lengths.Add((nameof(epoch.Lasts), always));
        lengths.AddRange(epoch.LastsOneOf.Select((length, at) => ($"{nameof(epoch.LastsOneOf)}[{at}]", length)));
        if (epoch.InTest is { } test) lengths.Add((nameof(epoch.InTest), test));
        if (epoch.InPsychometric is { } psychometric) lengths.Add((nameof(epoch.InPsychometric), psychometric));
        foreach (var (name, length) in lengths)
            if (TimeGrid.Of($"{path}.{name}", $"'{epoch.Name}'", length, step, least: 1) is { } problem) yield return problem;
        if (epoch.InTest is null && epoch.LastsAtMost is { } most
            && TimeGrid.Of(
                $"{path}.{nameof(epoch.LastsAtMost)}",
                $"'{epoch.Name}' in test trials",
                most,
                step,
                least: 1) is { } odd)
            yield return odd;
        if (epoch.LastsAtLeast is { } least && least.Seconds < step.Seconds)
            yield return TimeGrid.Of($"{path}.{nameof(epoch.LastsAtLeast)}", $"'{epoch.Name}'", least, step, least: 1)!;
    }

    private static IEnumerable<Problem> Responding(IReadOnlyList<TrialEpoch> epochs)
    {
        var responding = epochs.Index().Where(epoch => epoch.Item.Respond).ToArray();
        if (responding.Length == 0)
            yield return new(
                DiagnosticCodes.MissingParameter,
                List,
                "nothing tells when the response is wanted",
                "respond: true in the epoch at whose beginning it is");
        foreach (var (at, epoch) in responding.Skip(1))
            yield return new(
                DiagnosticCodes.ConflictingKeys,
                $"{List}[{at}].{nameof(epoch.Respond)}",
                $"the response is wanted in '{responding[0].Item.Name}' already");
    }
}
