using System.Text.Json.Nodes;

namespace Spindle.Plans;

/// <summary>Whose results a run accepts. The last bits of what computes with tensors depend on the class of device.</summary>
/// <param name="Class">The class of device that results must come from; null where that of any is accepted, and only the provenance tells.</param>
public sealed record Numerics(JsonObject? Class)
{
    /// <summary>Results of every class of device are accepted.</summary>
    public static Numerics Shared { get; } = new((JsonObject?)null);

    /// <summary>What enters the key of a step: the class, where the step computes with tensors.</summary>
    public JsonObject? Of(Step step) => step.Resources.Tensors ? Class : null;
}
