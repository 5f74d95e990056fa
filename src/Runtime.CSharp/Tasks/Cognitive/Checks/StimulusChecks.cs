using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Checks;

/// <summary>What is wrong with the stimuli of a task, each by itself.</summary>
internal static class StimulusChecks
{
    private const string List = "Stimuli";

    /// <summary>The problems, in order.</summary>
    public static IEnumerable<Problem> Of(TrialComposition composition, long rings)
    {
        if (composition.Stimuli.Count == 0) return [new(DiagnosticCodes.EmptyList, List, "a trial needs a stimulus")];
        return
        [
            .. Names.Given(List, "stimulus", [.. composition.Stimuli.Select(stimulus => stimulus.Name)]),
            .. composition.Stimuli.SelectMany((stimulus, at) => One(composition, stimulus, at, rings)),
        ];
    }

    private static IEnumerable<Problem> One(TrialComposition composition, TrialStimulus stimulus, int at, long rings)
    {
        var path = $"{List}[{at}]";
        return [.. Times(composition, stimulus, path), .. Places(stimulus, path, rings), .. Direction(composition, stimulus, at, path)];
    }

    private static IEnumerable<Problem> Times(TrialComposition composition, TrialStimulus stimulus, string path)
    {
        var epochs = composition.Epochs.Select(epoch => epoch.Name).ToArray();
        if (Names.Known($"{path}.{nameof(stimulus.During)}", "epoch", stimulus.During, epochs) is { } noBegin) yield return noBegin;
        if (stimulus.Until.Length == 0) yield break;
        if (Names.Known($"{path}.{nameof(stimulus.Until)}", "epoch", stimulus.Until, epochs) is { } noEnd) yield return noEnd;
        else if (Array.IndexOf(epochs, stimulus.Until) < Array.IndexOf(epochs, stimulus.During))
            yield return new(
                DiagnosticCodes.TimeGrid,
                $"{path}.{nameof(stimulus.Until)}",
                $"'{stimulus.Name}' would go with '{stimulus.Until}', before it appears in '{stimulus.During}'");
    }

    private static IEnumerable<Problem> Places(TrialStimulus stimulus, string path, long rings)
    {
        var told = stimulus.RingOneOf.Count > 0;
        var wanted = told ? stimulus.RingOneOf : [stimulus.Ring];
        for (var at = 0; at < wanted.Count; at++)
            if (wanted[at] > rings)
                yield return new(
                    DiagnosticCodes.ImpossibleShape,
                    told ? $"{path}.{nameof(stimulus.RingOneOf)}[{at}]" : $"{path}.{nameof(stimulus.Ring)}",
                    $"'{stimulus.Name}' is shown on ring {wanted[at]}, and there {(rings == 1 ? "is 1" : $"are {rings}")}",
                    $"rings: {wanted[at]}");
    }

    private static IEnumerable<Problem> Direction(TrialComposition composition, TrialStimulus stimulus, int at, string path)
    {
        var name = stimulus.Name;
        var isTurned = stimulus.TurnedBy.Count > 0 || stimulus.TurnedAtLeast is not null || stimulus.TurnedAtMost is not null;
        var hasFrom = stimulus.From.Length > 0;
        if (hasFrom
            && Names.Known(
                $"{path}.{nameof(stimulus.From)}",
                "stimulus before it",
                stimulus.From,
                composition.Stimuli.Take(at).Select(before => before.Name)) is { } dangling)
            yield return dangling;
        if (new[] { stimulus.Angle is not null, stimulus.AngleOneOf.Count > 0, hasFrom }.Count(given => given) > 1)
            yield return new(
                DiagnosticCodes.ConflictingKeys,
                path,
                $"the angle of '{name}' is always the same, one of some, or turned from another stimulus: only one can be");
        if (!hasFrom && (isTurned || stimulus.Matches > 0))
            yield return new(
                DiagnosticCodes.MissingParameter,
                path,
                $"nothing tells from which stimulus '{name}' is turned",
                "from: the name of a stimulus before it");
        if (stimulus.TurnedBy.Count > 0 && (stimulus.TurnedAtLeast ?? stimulus.TurnedAtMost) is not null)
            yield return new(
                DiagnosticCodes.ConflictingKeys,
                path,
                $"'{name}' is turned by one of some angles, or by any between two: only one can be");
        if (stimulus.TurnedAtLeast is null != stimulus.TurnedAtMost is null)
            yield return new(DiagnosticCodes.MissingParameter, path, $"'{name}' needs both turned_at_least and turned_at_most");
        if (stimulus.TurnedAtLeast is { } least && stimulus.TurnedAtMost is { } most && least.Degrees > most.Degrees)
            yield return new(
                DiagnosticCodes.OutOfRange,
                $"{path}.{nameof(stimulus.TurnedAtMost)}",
                $"'{name}' cannot be turned by at least {least.Degrees} deg and at most {most.Degrees} deg");
        if (at > 0 && stimulus.AnglesInTest.Count > 0)
            yield return new(
                DiagnosticCodes.WithoutEffect,
                $"{path}.{nameof(stimulus.AnglesInTest)}",
                $"a test goes through the angles of the first stimulus, and '{name}' is none",
                "turned_in_test");
        if (at == 0 && stimulus.TurnedInTest.Count > 0)
            yield return new(
                DiagnosticCodes.WithoutEffect,
                $"{path}.{nameof(stimulus.TurnedInTest)}",
                $"'{name}' is the first stimulus, whose angles a test goes through",
                "angles_in_test");
    }
}
