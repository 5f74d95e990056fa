using Spindle.Contracts;

namespace Spindle.Probes.Trials;

/// <summary>
/// The activity of trials as artifacts: tensors <c>rates</c> (steps × trials × units), <c>cue</c> (the condition of each trial),
/// <c>conditions</c> (how many there are) and <c>time_step</c> (seconds), a table of the epochs, and a record of why there are no
/// trials, empty where there are.
/// </summary>
internal static class ActivityArtifact
{
    /// <summary>What a step that makes activity promises.</summary>
    public static IReadOnlyList<OutputDeclaration> Outputs { get; } =
    [
        new("activity", ArtifactType.Tensors), new("epochs", ArtifactType.Table), new("absence", ArtifactType.Record),
    ];

    /// <summary>Writes the outputs.</summary>
    /// <param name="context">The step.</param>
    /// <param name="activity">The activity; of no trials where it is absent.</param>
    /// <param name="absence">Why it is absent, or null.</param>
    public static void WriteActivity(this IStepContext context, TrialActivity activity, string? absence = null)
    {
        context.WriteRecord("absence", absence is null ? [] : new() { ["reason"] = absence });
        context.WriteTensors("activity", new Dictionary<string, TensorData>
        {
            ["rates"] = TensorData.Of(activity.Rates.Span, activity.Steps, activity.Trials, activity.Units),
            ["cue"] = TensorData.Of<long>(activity.Cue.Select(cue => (long)cue).ToArray(), activity.Trials),
            ["conditions"] = TensorData.Of<long>([activity.Conditions], 1),
            ["time_step"] = TensorData.Of<double>([(double)activity.TimeStep.Seconds], 1),
        });
        context.WriteTable("epochs", new(
        [
            new TextColumn("epoch", [.. activity.Epochs.Select(epoch => epoch.Name)]),
            new IntegerColumn("from", "", [.. activity.Epochs.Select(epoch => epoch.From)]),
            new IntegerColumn("to", "", [.. activity.Epochs.Select(epoch => epoch.To)]),
        ]));
    }

    /// <summary>Why there is no activity to measure; null where there is.</summary>
    public static string? Absence(this IStepContext context) => context.ReadRecord("absence")["reason"]?.GetValue<string>();

    /// <summary>Reads the inputs <c>activity</c> and <c>epochs</c>.</summary>
    public static TrialActivity ReadActivity(this IStepContext context)
    {
        var (tensors, epochs) = (context.ReadTensors("activity"), context.ReadTable("epochs"));
        var rates = tensors["rates"];
        var (names, from, to) = ((TextColumn)epochs["epoch"], (IntegerColumn)epochs["from"], (IntegerColumn)epochs["to"]);
        return new(
            rates.Values<float>().ToArray(),
            (int)rates.Shape[0], (int)rates.Shape[1], (int)rates.Shape[2],
            new((decimal)tensors["time_step"].Values<double>()[0]),
            [.. tensors["cue"].Values<long>().ToArray().Select(cue => (int)cue)],
            (int)tensors["conditions"].Values<long>()[0],
            [.. names.Values.Select((name, at) => new Epoch(name, from.Values[at], to.Values[at]))]);
    }
}
