using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Plans;

/// <summary>One operation applied to parameters and to outputs of other steps.</summary>
/// <param name="Id">Its name in the plan, as <c>models/fly[seed=1]/train/0-1000</c>; not part of its key.</param>
/// <param name="Operation">The operation that runs.</param>
/// <param name="Version">The operation's version.</param>
/// <param name="Parameters">Typed and resolved parameters; read, never changed.</param>
/// <param name="Inputs">The artifacts that it reads, by the name under which the operation reads them.</param>
/// <param name="Outputs">The artifacts that it makes, in order.</param>
/// <param name="Resources">What it needs to run; not part of its key.</param>
public sealed record Step(
    string Id,
    string Operation,
    int Version,
    JsonObject Parameters,
    IReadOnlyDictionary<string, ArtifactRef> Inputs,
    IReadOnlyList<OutputDeclaration> Outputs,
    Resources Resources);

/// <summary>What a step needs to run.</summary>
/// <param name="Device"><c>any</c> for a step that computes with tensors, <c>none</c> for one that needs no device.</param>
/// <param name="Threads">How many threads it computes with.</param>
public sealed record Resources(string Device, int Threads)
{
    /// <summary>What it may take before it is ended.</summary>
    public StepLimits Limits { get; init; } = StepLimits.None;

    /// <summary>Whether it computes with tensors.</summary>
    public bool Tensors => Device != "none";
}
