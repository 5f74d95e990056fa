using Spindle.Biomechanics;
using Spindle.Contracts;

namespace Spindle.Tasks.Proprioception;

/// <summary>Where a task's arm with muscles comes from.</summary>
internal static class ArmSource
{
    /// <summary>The arm of the model that the task names, else Spindle's own.</summary>
    /// <exception cref="SpindleException">The model lacks something that the task reads.</exception>
    public static IArm Open(IStepContext context, CharacterMovements task) => throw new NotImplementedException();
}
