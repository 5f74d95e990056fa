using System.Text.Json.Nodes;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>The result of a step.</summary>
/// <param name="Key">The step's key.</param>
/// <param name="KeyText">The text whose digest the key is.</param>
/// <param name="Outputs">What the step made, in order.</param>
/// <param name="Provenance">What ran where and when, for how many <c>seconds</c>; read, never changed.</param>
public sealed record StepEntry(Digest Key, string KeyText, IReadOnlyList<StoredOutput> Outputs, JsonObject Provenance)
{
    /// <summary>The remote that this store has the result from; null where it was made here. Its maker's provenance stays as it is.</summary>
    public string? From { get; init; }

    /// <summary>Whether two entries say the same of their outputs.</summary>
    public bool Agrees(StepEntry other) => Outputs.SequenceEqual(other.Outputs);
}
