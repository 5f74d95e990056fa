using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>Gives one of everything that a probe can give: numbers, a table and a figure.</summary>
[Operation("picture/measure", Version = 1)]
public sealed class PictureMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var height = context.Parameter<double>("height");
        double[] numbers = [.. Enumerable.Range(0, 30).Select(i => i * height)];
        context.WriteRecord("metrics", new JsonObject { ["height"] = height });
        context.WriteTable("heights", new([new NumberColumn("height", "m", numbers), new IntegerColumn("place", "", [.. Enumerable.Range(0, 30).Select(i => (long)i)])]));
        context.WriteFigure("skyline", new("Skyline", "Heights by place.", [new LinePanel("Skyline", new("Place", ""), new("Height", "m"), [new("", numbers, numbers)])], 1));
    }
}
