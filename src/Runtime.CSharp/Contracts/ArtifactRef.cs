namespace Spindle.Contracts;

/// <summary>An output of a step, as another step's input names it: <c>models/fly[seed=1]/initial#state</c>.</summary>
/// <param name="Step">The id of the step that makes it.</param>
/// <param name="Output">The name of the output.</param>
public sealed record ArtifactRef(string Step, string Output)
{
    /// <summary>The written form, <c>step#output</c>.</summary>
    public override string ToString() => $"{Step}#{Output}";
}
