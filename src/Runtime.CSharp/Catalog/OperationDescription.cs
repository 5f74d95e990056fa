using Spindle.Contracts;

namespace Spindle.Catalog;

/// <summary>An operation as the catalog describes it.</summary>
/// <param name="Name">Its name, as <c>ring_attractor/simulate</c>.</param>
/// <param name="Version">Its version, which is its kind's where it belongs to one.</param>
/// <param name="Random">Whether it draws random numbers.</param>
/// <param name="Tensors">Whether it computes with tensors.</param>
/// <param name="Type">The class that implements it.</param>
/// <param name="Plugin">The digest of the plugin that it came with; null for Spindle's own.</param>
public sealed record OperationDescription(string Name, int Version, bool Random, bool Tensors, Type Type, string? Plugin)
{
    /// <summary>A fresh instance.</summary>
    public IOperation Create() => (IOperation)Activator.CreateInstance(Type)!;
}
