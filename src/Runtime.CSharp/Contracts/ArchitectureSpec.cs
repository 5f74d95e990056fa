namespace Spindle.Contracts;

/// <summary>A network, as a function from a task's signature to layers of known size.</summary>
public abstract record ArchitectureSpec : Spec
{
    /// <summary>The layers of the network for a task.</summary>
    public abstract ArchitectureSignature Signature(TaskSignature task);

    /// <summary>What stands against this network on this task.</summary>
    public virtual IEnumerable<Problem> Validate(TaskSignature task) => [];

    /// <summary>Plans the step that makes the untrained network and returns its state.</summary>
    public abstract ArtifactRef PlanInitial(IPlanner planner, PlannedTask task);
}
