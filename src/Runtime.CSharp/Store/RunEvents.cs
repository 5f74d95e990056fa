using System.Text.Json.Nodes;

namespace Spindle.Store;

/// <summary>The lines of a run's events, each sealed by itself.</summary>
internal static class RunEvents
{
    private const string Recorded = "record";

    /// <summary>An event as a line.</summary>
    public static byte[] Line(JsonObject json) => SealedJson.WriteLine(json);

    /// <summary>An event that says what came of a step as a line; the event is taken over.</summary>
    public static byte[] Line(JsonObject json, RunStep step)
    {
        json[Recorded] = step.ToJson();
        return Line(json);
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

    /// <summary>The lines that are as they were written, and whether all are but an unfinished last one.</summary>
    /// <param name="bytes">The content of the file.</param>
    /// <param name="count">How many there should be; null where that is not known.</param>
    public static (byte[] Good, long Lines, bool Sound) Sift(byte[] bytes, long? count)
    {
        var good = new MemoryStream(bytes.Length);
        var (lines, bad) = (0L, 0L);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        foreach (var range in ((ReadOnlySpan<byte>)bytes.AsSpan(0, end)).Split((byte)'\n'))
        {
            var line = bytes.AsSpan(range);
            if (line.IsEmpty && range.Start.Value == end) continue;
            if (SealedJson.Read(line) is null) bad++;
            else
            {
                good.Write(line);
                good.WriteByte((byte)'\n');
                lines++;
            }
        }
        return (good.ToArray(), lines, bad == 0 && (count is null || (lines == count && end == bytes.Length)));
    }
}
