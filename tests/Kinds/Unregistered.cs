using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>A spec that nothing registers as a kind.</summary>
public sealed record Unregistered : ArchitectureSpec
{
    /// <inheritdoc/>
    public override ArchitectureSignature Signature(TaskSignature task) => new([]);

    /// <inheritdoc/>
    public override ArtifactRef PlanInitial(IPlanner planner, PlannedTask task) => throw new NotSupportedException();
}
