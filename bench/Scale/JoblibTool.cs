namespace Spindle.Bench.Scale;

/// <summary>joblib.Memory: caches the calls of Python functions, in one process.</summary>
internal sealed class JoblibTool : GraphTool
{
    public override string Name => "joblib";

    public override IReadOnlyList<string> Run => ["python3", "study.py"];

    public override IReadOnlyList<string>? Plan => null;

    public override int MostRun(GraphShape shape) => 10_000;

    public override bool IsThere
    {
        get
        {
            using var python = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("python3", ["-c", "import joblib"]) { RedirectStandardError = true })!;
            python.WaitForExit();
            return python.ExitCode == 0;
        }
    }

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
}
