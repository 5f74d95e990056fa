namespace Spindle.Contracts;

/// <summary>A measurement on a model, a task or a recording, or on files that it names itself. Its step has an output <c>metrics</c>, a record of named numbers.</summary>
public abstract record ProbeSpec : Spec
{
    /// <summary>What is measured; a family is measured member by member. <see cref="Subject.None"/> where it is files of its own, measured once.</summary>
    public abstract Subject Target { get; }

    /// <summary>What it needs of its subject.</summary>
    public virtual IEnumerable<Requirement> Requirements() => [];

    /// <summary>What stands against measuring this subject, such as a horizon beyond its simulation.</summary>
    public virtual IEnumerable<Problem> Validate(PlannedSubject subject) => [];

    /// <summary>What stands against it among the other declarations that it names; asked before <see cref="Plan"/>, with the same planner.</summary>
    public virtual IEnumerable<Problem> Validate(IPlanner planner, PlannedSubject subject) => [];

    /// <summary>The numbers it measures on a subject.</summary>
    public abstract IEnumerable<Metric> Metrics(PlannedSubject subject);

    /// <summary>Plans the measurement of one subject and returns the outputs of its main step by name.</summary>
    public abstract IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject);
}
