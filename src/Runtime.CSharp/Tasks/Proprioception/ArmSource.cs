using Spindle.Biomechanics;
using Spindle.Biomechanics.Arms;
using Spindle.Biomechanics.Models;
using Spindle.Biomechanics.TwoLink;
using Spindle.Contracts;

namespace Spindle.Tasks.Proprioception;

/// <summary>Where a task's arm with muscles comes from.</summary>
internal static class ArmSource
{
    /// <summary>The markers of the macaque models that are the hand and the elbow.</summary>
    private static readonly Dictionary<ArmPoint, string> MacaquePoints = new() { [ArmPoint.Hand] = "Marker_3", [ArmPoint.Elbow] = "Marker_6" };

    /// <summary>The coordinates of Spindle's own arm.</summary>
    private static readonly HumanArm Own = new();

    /// <summary>The arm of the model that a task names, else Spindle's own.</summary>
    /// <exception cref="SpindleException">The model is malformed, or lacks something that the task reads.</exception>
    public static IArm Open(IStepContext context, CharacterMovements task) => Of(ModelSource.Read(context, task.Model), task);

    /// <summary>A model as the arm of a task.</summary>
    public static IArm Of(MusculoskeletalModel model, CharacterMovements task)
    {
        try
        {
            return new ModelArm(model, task.Model is null ? Own.Names : task.Rules().Arm.Names, task.Muscles(), task.HandOfModel ? MacaquePoints : []);
        }
        catch (ArgumentException lack)
        {
            throw new SpindleException(DiagnosticCodes.UnfitArm, $"the arm '{model.Name}' does not suit a {task.Limb.ToString().ToLowerInvariant()} limb: {lack.Message}", lack);
        }
    }
}
