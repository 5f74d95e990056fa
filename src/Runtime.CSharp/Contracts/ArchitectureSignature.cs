namespace Spindle.Contracts;

/// <summary>What a network promises before it is built: its layers and populations.</summary>
public sealed record ArchitectureSignature(IReadOnlyList<Layer> Layers);

/// <summary>A named group of units whose activity can be read.</summary>
/// <param name="Name">As <c>observed</c> or <c>input</c>.</param>
/// <param name="First">Index of its first unit within the network.</param>
/// <param name="Size">How many units.</param>
public sealed record Layer(string Name, long First, long Size);
