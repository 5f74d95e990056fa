namespace Spindle.Contracts;

/// <summary>Neural or behavioural data from outside, to look at or to compare models with.</summary>
public abstract record RecordingSpec : Spec
{
    /// <summary>Plans the steps that read the recording, and names the artifacts that probes may use.</summary>
    public abstract IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner);
}
