namespace Spindle.Contracts;

/// <summary>Registers a spec as a kind that experiments can name.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KindAttribute(string name) : Attribute
{
    /// <summary>The kind's name in snake_case, as in <c>kind: ring_attractor</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Rises whenever the numbers that the kind makes change; part of the key of every step that uses the kind.</summary>
    public int Version { get; init; } = 1;
}

/// <summary>Says when and why a kind reached a version; <c>why</c> quotes it.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class VersionNoteAttribute(int version, string date, string reason) : Attribute
{
    /// <summary>The version that began.</summary>
    public int Version { get; } = version;

    /// <summary>The day, as <c>2026-11-24</c>.</summary>
    public string Date { get; } = date;

    /// <summary>What changed in the numbers, and why.</summary>
    public string Reason { get; } = reason;
}
