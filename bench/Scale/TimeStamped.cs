namespace Spindle.Bench.Scale;

/// <summary>Results for tools that decide by time stamps.</summary>
internal static class TimeStamped
{
    /// <summary>Makes files, each newer than those before it.</summary>
    public static void Make(string folder, IEnumerable<string> files)
    {
        Directory.CreateDirectory(Path.Combine(folder, "out"));
        var time = DateTime.UtcNow.AddDays(-1);
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file);
            File.WriteAllText(path, "1\n");
            File.SetLastWriteTimeUtc(path, time = time.AddMilliseconds(10));
        }
    }
}
