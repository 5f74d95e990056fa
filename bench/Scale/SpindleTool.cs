namespace Spindle.Bench.Scale;

/// <summary>Spindle itself: the command of this clone, with the kinds of <c>bench/Graphs</c>.</summary>
internal sealed class SpindleTool(string repository) : GraphTool
{
    private readonly string plugin = Path.Combine(AppContext.BaseDirectory, "Spindle.Bench.Graphs.dll");

    public override string Name => "Spindle";

    public override bool IsThere => true;

    public override IReadOnlyList<string> Run => [Path.Combine(repository, "spindle"), "run", "experiment.yaml", "--log", "lines"];

    public override IReadOnlyList<string> Plan => [Path.Combine(repository, "spindle"), "plan", "experiment.yaml"];

    public override void Write(string folder, GraphShape shape, int steps) => File.WriteAllText(Path.Combine(folder, "experiment.yaml"), $$"""
        spindle: 1
        experiment: graph
        plugins: ["{{plugin}}"]
        tasks:
          graph: { kind: {{shape.ToString().ToLowerInvariant()}}, steps: {{steps}} }
        """);
}
