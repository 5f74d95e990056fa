using System.ComponentModel;
using System.Diagnostics;

namespace Spindle.Bench.Scale;

/// <summary>joblib.Memory: caches the calls of Python functions, in one process.</summary>
internal sealed class JoblibTool : GraphTool
{
    private readonly string? python = new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(HasJoblib);

    public override string Name => "joblib";

    public override IReadOnlyList<string> Run => [python ?? "python3", "study.py"];

    public override IReadOnlyList<string>? Plan => null;

    public override int MostRun(GraphShape shape) => 10_000;

    public override bool IsThere => python is not null;

    public override void Write(string folder, GraphShape shape, int steps) => File.WriteAllText(Path.Combine(folder, "study.py"), $$"""
        from joblib import Memory
        memory = Memory("cache", verbose=0)

        @memory.cache
        def source():
            return 1

        @memory.cache
        def copy(place, value):
            return place

        if {{(shape == GraphShape.Chain ? "True" : "False")}}:
            value = source()
            for place in range(1, {{steps}}):
                value = copy(place, value)
        else:
            value = source()
            made = [copy(place, value) for place in range(1, {{steps - 1}})]
        """);

    private static bool HasJoblib(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import joblib"]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
