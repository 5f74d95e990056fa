namespace Spindle.Contracts;

/// <summary>Something that a probe needs of its subject, checked before anything runs.</summary>
public abstract record Requirement
{
    /// <summary>The subject must be, or must solve, a task of this spec type.</summary>
    public sealed record OfTask(Type Spec) : Requirement;

    /// <summary>The subject's task must have this variable.</summary>
    public sealed record OfVariable(string Name) : Requirement;

    /// <summary>The subject must be a model with this layer.</summary>
    public sealed record OfLayer(string Name) : Requirement;

    /// <summary>The subject must be a model whose architecture is of this spec type.</summary>
    public sealed record OfArchitecture(Type Spec) : Requirement;
}
