using System.Globalization;
using System.Text.Json.Nodes;
using Spindle.Catalog;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Execution.Reasons;

/// <summary>Reasons and changes in words.</summary>
/// <param name="catalog">The kinds, whose version notes are quoted.</param>
public sealed class ReasonWords(KindCatalog catalog)
{
    private const int LongestValue = 60;

    /// <summary>A reason in a few words: <c>training.learning_rate 0.0001 → 0.0003</c>.</summary>
    public string Short(Step step, StepReason reason) => reason switch
    {
        StepReason.Known => "its result is known",
        StepReason.First => "first run",
        StepReason.Changed changed => Short(step, changed.Changes),
        StepReason.Lost lost => lost.What,
        StepReason.Failed => "an earlier attempt failed",
        StepReason.Forgotten => "it ran before, and what it was made of is no longer known",
        StepReason.Waits => "waits for steps that have yet to run",
        _ => throw new ArgumentException($"an unknown reason: {reason}", nameof(reason)),
    };

    /// <summary>The gravest of some changes in a few words, and how many more there are.</summary>
    public string Short(Step step, IReadOnlyList<KeyChange> changes)
    {
        var first = changes.MinBy(change => change.Cause)!;
        var more = changes.Count - 1;
        return $"{Change(step, first)}{(more == 0 ? "" : $" and {more.ToString(CultureInfo.InvariantCulture)} more")}";
    }

    /// <summary>One change, with the dated reasons of a version.</summary>
    public string Change(Step step, KeyChange change) =>
        change.Cause == ChangeCause.Input && step.Inputs.TryGetValue(change.Input!, out var artifact)
            ? $"input '{change.Input}' {Value(change.Before)} → {Value(change.After)}, from {artifact.Step}"
            : Change(step.Operation, step.Parameters, change);

    /// <summary>One change that steps of an operation share, with the dated reasons of a version.</summary>
    public string Change(string operation, JsonObject parameters, KeyChange change)
    {
        var values = $"{Value(change.Before)} → {Value(change.After)}";
        return change.Cause == ChangeCause.Version
            ? $"version of {KindOf(operation, parameters, change)} {values}{Quoted(Notes(operation, parameters, change))}"
            : $"{change.Label} {values}";
    }

    /// <summary>The notes of the versions that a change went through.</summary>
    public IReadOnlyList<VersionNoteAttribute> Notes(Step step, KeyChange change) => Notes(step.Operation, step.Parameters, change);

    private IReadOnlyList<VersionNoteAttribute> Notes(string operation, JsonObject parameters, KeyChange change)
    {
        if (change.Cause != ChangeCause.Version || !int.TryParse(change.After, CultureInfo.InvariantCulture, out var after)) return [];
        var before = int.TryParse(change.Before, CultureInfo.InvariantCulture, out var number) ? number : after - 1;
        var kind = KindOf(operation, parameters, change);
        return [.. catalog.Kinds.Where(known => known.Name == kind).SelectMany(known => known.Notes).Where(note => note.Version > before && note.Version <= after)];
    }

    /// <summary>The kind whose version changed: that of a spec among the parameters, else the operation's own.</summary>
    private static string KindOf(string operation, JsonObject parameters, KeyChange change) =>
        change.VersionOf is { } parameter ? parameters[parameter]?["kind"]?.ToString() ?? parameter : operation.Split('/')[0];

    private static string Quoted(IReadOnlyList<VersionNoteAttribute> notes) =>
        notes.Count == 0 ? "" : $" ({string.Join("; ", notes.Select(note => $"{note.Date}: {note.Reason}"))})";

    private static string Value(string? json)
    {
        if (json is null) return "(absent)";
        var text = json is ['"', .. var inside, '"'] ? inside : json;
        if (Digest.IsHex(text)) return $"{text[..8]}…";
        return text.Length <= LongestValue ? text : $"{text[..LongestValue]}…";
    }
}
