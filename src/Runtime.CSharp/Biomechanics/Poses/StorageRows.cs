using System.Globalization;

namespace Spindle.Biomechanics.Poses;

/// <summary>OpenSim's storage files (.mot, .sto): some lines of header up to <c>endheader</c>, labels, rows of numbers.</summary>
/// <param name="Labels">The columns' labels.</param>
/// <param name="LabelsLine">The line that they stand in.</param>
/// <param name="InDegrees">Whether angles are in degrees; null where the header does not say.</param>
/// <param name="Rows">The rows, with their lines.</param>
internal sealed record StorageRows(IReadOnlyList<string> Labels, int LabelsLine, bool? InDegrees, IReadOnlyList<(int Line, double[] Values)> Rows)
{
    private const string HeaderEnd = "endheader";

    /// <summary>Whether a text is one.</summary>
    public static bool Has(string text) => text.AsSpan().Contains(HeaderEnd, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads it.</summary>
    public static StorageRows Read(string text, CancellationToken cancellation)
    {
        var lines = text.Split('\n');
        var end = Array.FindIndex(lines, line => line.Trim().Equals(HeaderEnd, StringComparison.OrdinalIgnoreCase));
        if (end < 0) throw PoseFile.Malformed(1, $"no line says {HeaderEnd}");
        var inDegrees = StorageAngles.InDegrees(lines.Take(end));
        var at = end + 1;
        while (at < lines.Length && lines[at].Trim() == "") at++;
        if (at == lines.Length) throw PoseFile.Malformed(at, "the file ends before the columns' labels");
        var labels = Parts(lines[at]);
        var rows = new List<(int, double[])>();
        for (var line = at + 1; line < lines.Length; line++)
        {
            cancellation.ThrowIfCancellationRequested();
            var values = Parts(lines[line]);
            if (values.Length == 0) continue;
            if (values.Length != labels.Length) throw PoseFile.Malformed(line + 1, $"{values.Length} values, expected {labels.Length} as there are labels");
            rows.Add((line + 1, [.. values.Select(value => Number(line + 1, value))]));
        }
        return new(labels, at + 1, inDegrees, rows);
    }

    private static string[] Parts(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static double Number(int line, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw PoseFile.Malformed(line, $"'{text}', expected a number");
}
