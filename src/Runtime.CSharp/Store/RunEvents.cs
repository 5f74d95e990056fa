using System.Text.Json.Nodes;

namespace Spindle.Store;

/// <summary>The lines of a run's events, each sealed by itself.</summary>
internal static class RunEvents
{
    private const string Recorded = "record";

    /// <summary>An event as a line.</summary>
    public static byte[] Line(JsonObject json) => [.. SealedJson.Write(json), (byte)'\n'];

    /// <summary>An event that says what came of a step.</summary>
    public static JsonObject With(JsonObject json, RunStep step)
    {
        var copy = json.DeepClone().AsObject();
        copy[Recorded] = step.ToJson();
        return copy;
    }

    /// <summary>The steps that ended, the last word on each. A line that a killed process left unfinished, or that is damaged, is passed over.</summary>
    public static List<RunStep> ReadSteps(byte[] bytes)
    {
        var steps = new Dictionary<string, RunStep>();
        foreach (var range in ((ReadOnlySpan<byte>)bytes).Split((byte)'\n'))
        {
            if (SealedJson.Read(bytes.AsSpan(range)) is not { } json || json[Recorded] is not { } record) continue;
            var step = RunStep.Read(record);
            steps[step.Step] = step;
        }
        return [.. steps.Values];
    }

    /// <summary>Whether every line but an unfinished last one is as it was written.</summary>
    public static bool IsSound(byte[] bytes)
    {
        var end = bytes.AsSpan().LastIndexOf((byte)'\n');
        if (end < 0) return true;
        foreach (var range in ((ReadOnlySpan<byte>)bytes.AsSpan(0, end)).Split((byte)'\n'))
            if (SealedJson.Read(bytes.AsSpan(range)) is null) return false;
        return true;
    }
}
