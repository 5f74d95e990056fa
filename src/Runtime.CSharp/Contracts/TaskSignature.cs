namespace Spindle.Contracts;

/// <summary>What a task promises before it is run: its time axis and what enters, what is asked for, what may be read out.</summary>
/// <param name="Steps">Time steps of a trial.</param>
/// <param name="TimeStep">Length of one step.</param>
/// <param name="Inputs">What the network is given at every step.</param>
/// <param name="Targets">What the network must produce at every step.</param>
/// <param name="Variables">What probes may relate activity to.</param>
/// <param name="Epochs">Named parts of a trial.</param>
public sealed record TaskSignature(
    long Steps,
    Duration TimeStep,
    IReadOnlyList<Port> Inputs,
    IReadOnlyList<Port> Targets,
    IReadOnlyList<Port> Variables,
    IReadOnlyList<Epoch> Epochs);

/// <summary>A named quantity with a value at every step.</summary>
/// <param name="Name">As <c>velocity</c>.</param>
/// <param name="Size">How many numbers a step.</param>
/// <param name="Unit">Their unit, empty for none.</param>
public sealed record Port(string Name, long Size, string Unit);

/// <summary>A named part of a trial.</summary>
/// <param name="Name">As <c>delay</c>.</param>
/// <param name="From">The first step.</param>
/// <param name="To">The step after the last.</param>
public sealed record Epoch(string Name, long From, long To);
