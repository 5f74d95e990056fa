namespace Spindle.Contracts;

/// <summary>A task, model or recording whose steps are planned: one member of a family, all its parameters resolved.</summary>
/// <param name="Name">The member's name, as <c>fly[seed=1]</c>.</param>
public abstract record PlannedSubject(string Name);

/// <summary>What a probe is handed that measures nothing but files of its own.</summary>
public sealed record PlannedNothing() : PlannedSubject("");

/// <summary>A task with the artifacts that its steps will make, by name.</summary>
public sealed record PlannedTask(string Name, TaskSpec Spec, IReadOnlyDictionary<string, ArtifactRef> Artifacts) : PlannedSubject(Name);

/// <summary>A recording with the artifacts that its steps will make, by name.</summary>
public sealed record PlannedRecording(string Name, RecordingSpec Spec, IReadOnlyDictionary<string, ArtifactRef> Artifacts)
    : PlannedSubject(Name);

/// <summary>A model: a task, a network and the checkpoints of its training in order, the untrained network first.</summary>
public sealed record PlannedModel(
    string Name, PlannedTask Task, ArchitectureSpec Architecture, TrainingSpec Training, long Seed, IReadOnlyList<Checkpoint> Checkpoints)
    : PlannedSubject(Name)
{
    /// <summary>The state at the end of the training.</summary>
    public ArtifactRef Trained => Checkpoints[^1].State;
}

/// <summary>A training's state after some updates.</summary>
/// <param name="Updates">How many updates came before.</param>
/// <param name="State">Weights, optimiser state and place in the schedule.</param>
/// <param name="Log">The log of the segment that led here; null for the untrained network.</param>
public sealed record Checkpoint(long Updates, ArtifactRef State, ArtifactRef? Log);
