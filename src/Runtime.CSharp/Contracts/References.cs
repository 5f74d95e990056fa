using System.Text;

namespace Spindle.Contracts;

/// <summary>A name of something that a probe can measure: a task, a model or a recording.</summary>
public abstract record Subject(string Name)
{
    /// <summary>Nothing that is declared: the subject of a probe that measures nothing but files of its own.</summary>
    public static Subject None { get; } = new NoSubject();
}

/// <summary>Nothing that is declared.</summary>
public sealed record NoSubject() : Subject("");

/// <summary>The name of a declared task.</summary>
public record TaskRef(string Name) : Subject(Name);

/// <summary>The name of a declared task of a known kind.</summary>
/// <typeparam name="TTask">The task's spec: what needs this kind does not compile, or does not check, on another.</typeparam>
public sealed record TaskRef<TTask>(string Name) : TaskRef(Name) where TTask : TaskSpec
{
    private readonly TTask? spec;

    /// <summary>The declared spec, to be put into another: a script has it of what it declares.</summary>
    /// <exception cref="InvalidOperationException">Only the name is known.</exception>
    public TTask Spec
    {
        get => spec ?? throw new InvalidOperationException($"of '{Name}' only the name is known");
        init => spec = value;
    }

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder) => base.PrintMembers(builder);
}

/// <summary>The name of a declared model, or of a family of models.</summary>
public record ModelRef(string Name) : Subject(Name);

/// <summary>The name of a declared model whose task is of a known kind.</summary>
/// <typeparam name="TTask">The spec of the task it solves.</typeparam>
public sealed record ModelRef<TTask>(string Name) : ModelRef(Name) where TTask : TaskSpec;

/// <summary>The name of a declared recording.</summary>
public record RecordingRef(string Name) : Subject(Name);

/// <summary>The name of a declared probe, whose outputs another declaration reads.</summary>
public sealed record ProbeRef(string Name);
