using System.Globalization;

namespace Spindle.Bench.Scale;

/// <summary>
/// Generated graphs of trivial steps, run by Spindle and by its peers: from nothing, with nothing to do, and planned. Prints the
/// rows of a table; seconds, with processor seconds in brackets, and the ratio to Spindle's seconds.
/// </summary>
internal static class ScaleBench
{
    /// <summary>Times every tool on every graph of a size, the tools in turn.</summary>
    public static void Run(string repository, int rounds, IReadOnlyList<int> sizes)
    {
        GraphTool[] tools = [new SpindleTool(repository), new NinjaTool(), new MakeTool(), new JoblibTool(), new SnakemakeTool()];
        // Builds the command where that is due, so that no timing holds it.
        Measured.Of(repository, [Path.Combine(repository, "spindle"), "--version"]);
        foreach (var absent in tools.Where(tool => !tool.IsThere)) Console.WriteLine($"{absent.Name} is not installed");
        Console.WriteLine("| graph | steps | tool | run from nothing | a step | nothing to do | ratio | plan | ratio | peak memory of the plan |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var shape in Enum.GetValues<GraphShape>())
            foreach (var steps in sizes)
                Compare([.. tools.Where(tool => tool.IsThere)], shape, steps, rounds);
    }

    private static void Compare(IReadOnlyList<GraphTool> tools, GraphShape shape, int steps, int rounds)
    {
        var folders = new List<Prepared>();
        try
        {
            foreach (var tool in tools.Where(tool => steps <= Math.Max(tool.MostRun(shape), tool.MostPlanned(shape)))) folders.Add(Prepared.Make(tool, shape, steps));
            for (var round = 0; round < rounds; round++)
                foreach (var prepared in folders) prepared.Time(steps <= prepared.Tool.MostPlanned(shape));
            foreach (var prepared in folders) Console.WriteLine(Row(prepared, folders[0], shape, steps));
        }
        finally
        {
            foreach (var prepared in folders) prepared.Dispose();
        }
    }

    private static string Row(Prepared prepared, Prepared own, GraphShape shape, int steps) => string.Join(" | ",
    [
        $"| {shape.ToString().ToLowerInvariant()}",
        steps.ToString(CultureInfo.InvariantCulture),
        prepared.Tool.Name,
        Seconds(prepared.First),
        prepared.First is { } first ? string.Create(CultureInfo.InvariantCulture, $"{first.Wall / steps * 1000:0.00} ms") : "",
        Seconds(prepared.Idle),
        Ratio(prepared.Idle, own.Idle),
        Seconds(prepared.Planned),
        Ratio(prepared.Planned, own.Planned),
        prepared.Planned is { } planned ? string.Create(CultureInfo.InvariantCulture, $"{planned.Peak:0} MB |") : "|",
    ]);

    private static string Seconds(Measured? measured) =>
        measured is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{measured.Wall:0.000} s [{measured.Processor:0.00}]");

    private static string Ratio(Measured? measured, Measured? own) =>
        measured is null || own is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{measured.Wall / own.Wall:0.00}");
}
