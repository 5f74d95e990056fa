namespace Spindle.Contracts;

/// <summary>How a network is trained on a task: a chain of segments between checkpoints.</summary>
public abstract record TrainingSpec : Spec
{
    /// <summary>What stands against training this network on this task.</summary>
    public virtual IEnumerable<Problem> Validate(TaskSpec task, ArchitectureSpec architecture) => [];

    /// <summary>What stands against it among the models that it names; asked before <see cref="Plan"/>, with the same planner.</summary>
    public virtual IEnumerable<Problem> Validate(IPlanner planner, PlannedTask task, ArchitectureSpec architecture) => [];

    /// <summary>Plans the segments and returns the checkpoints in order, the untrained network first.</summary>
    public abstract IReadOnlyList<Checkpoint> Plan(IPlanner planner, PlannedTask task, ArchitectureSpec architecture, ArtifactRef initial);
}
