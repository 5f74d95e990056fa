namespace Spindle.Bench.Scale;

/// <summary>A tool that runs a graph of steps: how its study is written, and what it is called with.</summary>
internal abstract class GraphTool
{
    /// <summary>Its name in the table.</summary>
    public abstract string Name { get; }

    /// <summary>The most steps that it is asked to run from nothing; more would take too long or fail.</summary>
    public virtual int MostRun(GraphShape shape) => int.MaxValue;

    /// <summary>The most steps of which it can say what is to be done.</summary>
    public virtual int MostPlanned(GraphShape shape) => int.MaxValue;

    /// <summary>Writes the graph into an empty folder.</summary>
    public abstract void Write(string folder, GraphShape shape, int steps);

    /// <summary>The command that brings everything up to date.</summary>
    public abstract IReadOnlyList<string> Run { get; }

    /// <summary>The command that says what would be done; null where it has none.</summary>
    public abstract IReadOnlyList<string>? Plan { get; }

    /// <summary>Where a run from nothing would take too long: makes the results as if it had been.</summary>
    public virtual void Pretend(string folder, GraphShape shape, int steps) => throw new NotSupportedException($"{Name} is always run");

    /// <summary>Whether the tool is installed here.</summary>
    public virtual bool IsThere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, Run[0])));

    /// <summary>The files of the graph's results, in an order in which each stands after what it is made from.</summary>
    protected static IEnumerable<string> Files(GraphShape shape, int steps) => shape == GraphShape.Chain
        ? Enumerable.Range(0, steps).Select(place => $"out/{place}")
        : ["out/source", .. Enumerable.Range(1, steps - 2).Select(place => $"out/{place}"), "out/gather"];
}
