namespace Spindle.Bench.Scale;

/// <summary>A graph in a folder of its own, brought up to date by one tool.</summary>
internal sealed class Prepared : IDisposable
{
    private readonly List<Measured> idle = [], planned = [];
    private readonly string folder;

    private Prepared(GraphTool tool, string folder, Measured? first) => (Tool, this.folder, First) = (tool, folder, first);

    /// <summary>The tool.</summary>
    public GraphTool Tool { get; }

    /// <summary>The run from nothing, timed once; null where it was too long to be done.</summary>
    public Measured? First { get; }

    /// <summary>The runs with nothing to do.</summary>
    public Measured? Idle => idle.Count == 0 ? null : Measured.Median(idle);

    /// <summary>The plans of the graph in its state.</summary>
    public Measured? Planned => planned.Count == 0 ? null : Measured.Median(planned);

    /// <summary>Writes a graph and runs it from nothing.</summary>
    public static Prepared Make(GraphTool tool, GraphShape shape, int steps)
    {
        var folder = Directory.CreateTempSubdirectory("spindle-bench-").FullName;
        tool.Write(folder, shape, steps);
        if (steps <= tool.MostRun(shape)) return new(tool, folder, Measured.Of(folder, tool.Run));
        tool.Pretend(folder, shape, steps);
        return new(tool, folder, null);
    }

    /// <summary>Times a run with nothing to do, and a plan.</summary>
    public void Time(bool plan)
    {
        idle.Add(Measured.Of(folder, Tool.Run));
        if (plan && Tool.Plan is { } command) planned.Add(Measured.Of(folder, command));
    }

    /// <summary>Deletes the folder.</summary>
    public void Dispose() => Directory.Delete(folder, recursive: true);
}
