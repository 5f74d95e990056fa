using System.Text;

namespace Spindle.Bench.Scale;

/// <summary>ninja: decides by time stamps, starts a shell a step.</summary>
internal sealed class NinjaTool : GraphTool
{
    public override string Name => "ninja";

    public override IReadOnlyList<string> Run => ["ninja", "-j2"];

    public override IReadOnlyList<string> Plan => ["ninja", "-n"];

    public override int MostRun(GraphShape shape) => 1_000;

    public override int MostPlanned(GraphShape shape) => 1_000;

    public override void Write(string folder, GraphShape shape, int steps)
    {
        var text = new StringBuilder("rule source\n  command = echo 1 > $out\nrule copy\n  command = cp $in $out\nrule gather\n  command = echo 1 > $out\n");
        var files = Files(shape, steps).ToList();
        text.Append($"build {files[0]}: source\n");
        if (shape == GraphShape.Chain)
            for (var i = 1; i < steps; i++) text.Append($"build {files[i]}: copy {files[i - 1]}\n");
        else
        {
            foreach (var file in files[1..^1]) text.Append($"build {file}: copy {files[0]}\n");
            text.Append($"build {files[^1]}: gather {string.Join(' ', files[1..^1])}\n");
        }
        File.WriteAllText(Path.Combine(folder, "build.ninja"), text.ToString());
    }
}
