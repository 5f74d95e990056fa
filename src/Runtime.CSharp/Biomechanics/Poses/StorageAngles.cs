using System.Globalization;

namespace Spindle.Biomechanics.Poses;

/// <summary>
/// Whether the angles of a storage file are in degrees, as its header says: by <c>inDegrees</c>; else those of version 1 are in radians; else by a line
/// <c>Angles are in degrees.</c> or <c>Angles are in radians.</c>; else those of SIMM, which count <c>datacolumns</c>, are in degrees.
/// </summary>
internal static class StorageAngles
{
    private static readonly char[] AfterKey = [' ', '\t', '='];

    /// <summary>Whether a header says degrees; null where it does not say.</summary>
    public static bool? InDegrees(IEnumerable<string> header)
    {
        var (said, words, version, simm) = (default(bool?), default(bool?), 0, false);
        foreach (var (at, raw) in header.Index())
        {
            var line = raw.Trim();
            var end = line.IndexOfAny(AfterKey);
            var (key, rest) = end < 0 ? (line, "") : (line[..end], line[end..].Trim(AfterKey));
            switch (key.ToUpperInvariant())
            {
                case "INDEGREES":
                    said = Said(at + 1, rest);
                    break;
                case "VERSION":
                    _ = int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out version);
                    break;
                case "DATACOLUMNS" or "DATAROWS":
                    simm = true;
                    break;
                case "ANGLES":
                    words = rest switch { "are in degrees." => true, "are in radians." => false, _ => words };
                    break;
            }
        }
        return said ?? (version == 1 ? false : words ?? (simm ? true : null));
    }

    private static bool Said(int line, string text) => text.ToUpperInvariant() switch
    {
        "YES" or "Y" => true,
        "NO" or "N" => false,
        _ => throw PoseFile.Malformed(line, $"inDegrees is '{text}', expected yes or no"),
    };
}
