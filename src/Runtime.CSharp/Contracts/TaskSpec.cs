namespace Spindle.Contracts;

/// <summary>What is to be solved: inputs, target, and the variables and epochs that probes may use.</summary>
public abstract record TaskSpec : Spec
{
    /// <summary>What the task promises statically.</summary>
    public abstract TaskSignature Signature();

    /// <summary>Plans the steps that make the task's data, and names the artifacts that trainings and probes may use.</summary>
    public abstract IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner);
}
