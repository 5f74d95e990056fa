using Spindle.Contracts;

namespace Spindle.Catalog;

/// <summary>What a parameter's value may be. Each case says how the value stands in typed JSON.</summary>
public abstract record ParameterType
{
    /// <summary>A whole number; a JSON number.</summary>
    public sealed record Whole : ParameterType;

    /// <summary>A number; a JSON number.</summary>
    public sealed record Number : ParameterType;

    /// <summary>True or false.</summary>
    public sealed record Truth : ParameterType;

    /// <summary>Any text.</summary>
    public sealed record Text : ParameterType;

    /// <summary>A number with a unit; JSON text in the canonical unit, <c>"1.5 s"</c>.</summary>
    public sealed record Quantity(string Dimension, IReadOnlyList<Unit> Units) : ParameterType;

    /// <summary>One of some words.</summary>
    public sealed record Choice(IReadOnlyList<string> Names) : ParameterType;

    /// <summary>The name of a declaration; <see cref="ReferenceTarget"/> says of what.</summary>
    /// <param name="Target">What may be named.</param>
    /// <param name="Task">The spec type that the task named, or solved by the model named, must have; null for any.</param>
    public sealed record Reference(ReferenceTarget Target, Type? Task) : ParameterType;

    /// <summary>A clause, a named group of parameters; a JSON map of those that are given.</summary>
    /// <param name="Clause">Its record.</param>
    /// <param name="Parameters">Its parameters, in the order of declaration.</param>
    public sealed record Group(Type Clause, IReadOnlyList<ParameterDescription> Parameters) : ParameterType
    {
        /// <summary>The parameter of a key, or null.</summary>
        public ParameterDescription? Parameter(string key) => Parameters.FirstOrDefault(parameter => parameter.Key == key);
    }

    /// <summary>
    /// The spec of another declaration, or of a kind in place; a JSON map of <c>kind</c> and <c>parameters</c>, in a plan with
    /// its <c>version</c>. In an experiment's JSON it may be text, the name of the declaration.
    /// </summary>
    /// <param name="Section">The section of its kinds.</param>
    /// <param name="Spec">The type that it must have.</param>
    /// <param name="Catalog">The kinds.</param>
    public sealed record Embedded(Section Section, Type Spec, KindCatalog Catalog) : ParameterType
    {
        /// <summary>The kinds that fit, in order.</summary>
        public IEnumerable<KindDescription> Kinds => Catalog.Kinds.Where(kind => kind.Section == Section && kind.SpecType.IsAssignableTo(Spec));

        /// <summary>The kind of a name that fits, or null.</summary>
        public KindDescription? Find(string kind) => Catalog.Find(Section, kind) is { } found && found.SpecType.IsAssignableTo(Spec) ? found : null;
    }

    /// <summary>A file; its path in an experiment, the digest of its content in a plan.</summary>
    public sealed record File : ParameterType;

    /// <summary>A list of values of one type.</summary>
    public sealed record ListOf(ParameterType Item) : ParameterType;
}

/// <summary>What a reference may name.</summary>
public enum ReferenceTarget
{
    /// <summary>A task, a model or a recording.</summary>
    Subject,

    /// <summary>A task.</summary>
    Task,

    /// <summary>A model or a family of models.</summary>
    Model,

    /// <summary>A recording.</summary>
    Recording,

    /// <summary>A probe.</summary>
    Probe,
}
