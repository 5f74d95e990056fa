namespace Spindle.Contracts;

/// <summary>What a spec plans its steps with. It is scoped to one declaration: step names are relative to it.</summary>
public interface IPlanner
{
    /// <summary>Adds a step and returns references to its outputs, by name.</summary>
    IReadOnlyDictionary<string, ArtifactRef> Step(StepDeclaration step);

    /// <summary>The planned task that a reference names; of a family, the member that belongs to the present subject.</summary>
    PlannedTask Task(TaskRef reference);

    /// <summary>The planned model that a reference names; of a family, the member that belongs to the present subject.</summary>
    PlannedModel Model(ModelRef reference);

    /// <summary>The planned recording that a reference names; of a family, the member that belongs to the present subject.</summary>
    PlannedRecording Recording(RecordingRef reference);

    /// <summary>The outputs of the probe that a reference names; of several members, of the one that belongs to the present subject.</summary>
    IReadOnlyDictionary<string, ArtifactRef> Probe(ProbeRef reference);
}

/// <summary>A step as a spec asks for it.</summary>
/// <param name="Name">Its name within the declaration, as <c>train/0-1000</c>; empty for the declaration's only step.</param>
/// <param name="Operation">The operation to run.</param>
public sealed record StepDeclaration(string Name, string Operation)
{
    /// <summary>
    /// Values that the operation reads by name: specs, whole numbers (<c>long</c>), numbers (<c>double</c>), text,
    /// truth values. A spec enters with its kind and version, without its plan-only parameters.
    /// </summary>
    public IReadOnlyDictionary<string, object> Parameters { get; init; } = new Dictionary<string, object>();

    /// <summary>The artifacts that it reads, by the name under which the operation reads them.</summary>
    public IReadOnlyDictionary<string, ArtifactRef> Inputs { get; init; } = new Dictionary<string, ArtifactRef>();

    /// <summary>The artifacts that it makes.</summary>
    public required IReadOnlyList<OutputDeclaration> Outputs { get; init; }

    /// <summary>How many threads it computes with; fixed, since it may change the last bits.</summary>
    public int Threads { get; init; } = 1;
}

/// <summary>An artifact that a step promises to make. A figure is drawn by a step of its own that the planner adds.</summary>
public sealed record OutputDeclaration(string Name, ArtifactType Type)
{
    /// <summary>
    /// Whether numbers of a table or of tensors may be missing, as NaN: bins that nothing visited, cells that are empty. Otherwise
    /// a number that is not finite fails the step, so that a computation that went astray is never taken for a result.
    /// </summary>
    public bool Gaps { get; init; }
}
