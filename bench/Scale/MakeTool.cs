using System.Text;

namespace Spindle.Bench.Scale;

/// <summary>GNU make: decides by time stamps, starts a shell a step.</summary>
internal sealed class MakeTool : GraphTool
{
    public override string Name => "make";

    public override IReadOnlyList<string> Run => ["make", "-j2", "--silent"];

    public override IReadOnlyList<string> Plan => ["make", "-n"];

    public override int MostRun(GraphShape shape) => 1_000;

    public override int MostPlanned(GraphShape shape) => 10_000;

    public override void Write(string folder, GraphShape shape, int steps)
    {
        var files = Files(shape, steps).ToList();
        var text = new StringBuilder($"all: {files[^1]}\n{files[0]}:\n\techo 1 > $@\n");
        if (shape == GraphShape.Chain)
            for (var i = 1; i < steps; i++) text.Append($"{files[i]}: {files[i - 1]}\n\tcp $< $@\n");
        else
        {
            foreach (var file in files[1..^1]) text.Append($"{file}: {files[0]}\n\tcp $< $@\n");
            text.Append($"{files[^1]}: {string.Join(' ', files[1..^1])}\n\techo 1 > $@\n");
        }
        File.WriteAllText(Path.Combine(folder, "Makefile"), text.ToString());
        Directory.CreateDirectory(Path.Combine(folder, "out"));
    }

    public override void Pretend(string folder, GraphShape shape, int steps) => TimeStamped.Make(folder, Files(shape, steps));
}
