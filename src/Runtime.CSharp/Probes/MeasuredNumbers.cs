using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Probes;

/// <summary>
/// The numbers of a probe, some of which could not be measured: these are left out of the output <c>metrics</c>, and the output
/// <c>absent</c> says of each why, so that a verdict on it can tell.
/// </summary>
internal sealed class MeasuredNumbers
{
    private readonly JsonObject metrics = [];
    private readonly JsonObject absent = [];

    /// <summary>The outputs that hold them.</summary>
    public static IReadOnlyList<OutputDeclaration> Outputs { get; } = [new("metrics", ArtifactType.Record), new("absent", ArtifactType.Record)];

    /// <summary>Adds a number.</summary>
    /// <param name="name">The metric.</param>
    /// <param name="value">Its value; NaN where it could not be measured.</param>
    /// <param name="otherwise">Why it could not be measured, where that is so.</param>
    public void Add(string name, double value, string otherwise)
    {
        if (double.IsNaN(value)) absent[name] = otherwise;
        else metrics[name] = value;
    }

    /// <summary>Writes both outputs.</summary>
    public void Write(IStepContext context)
    {
        context.WriteRecord("metrics", metrics);
        context.WriteRecord("absent", absent);
    }
}
