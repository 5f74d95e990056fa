namespace Spindle.Contracts;

/// <summary>Registers code that steps run. An operation is named <c>kind/verb</c> and shares its kind's version.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OperationAttribute(string name) : Attribute
{
    /// <summary>The name in plans, as <c>ring_attractor/simulate</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The version of an operation that belongs to no kind; 0 takes the version of the kind before the slash.</summary>
    public int Version { get; init; }

    /// <summary>Whether it draws random numbers: only then do the seeds enter its steps' keys.</summary>
    public bool Random { get; init; }

    /// <summary>Whether it computes with tensors, on a device and in a process that has loaded libtorch.</summary>
    public bool Tensors { get; init; }
}
