using Spindle.Contracts;
using Spindle.Tasks.Proprioception.Movements;

namespace Spindle.Tasks.Proprioception;

/// <summary>Finds the places about which the arm reaches a letter's box.</summary>
[Operation("character_movements/start_points")]
public sealed class StartPointsOperation : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var rules = context.Parameter<CharacterMovements>("movements").Rules();
        var points = StartPointSet.Of(rules.Arm, rules.Lattice);
        foreach (var (plane, count) in new[] { ("horizontal", points.Horizontal.Count), ("vertical", points.Vertical.Count) })
        {
            if (count == 0)
                throw new SpindleException(DiagnosticCodes.NoMovement, $"an arm of {rules.Arm.UpperArm} and {rules.Arm.Forearm} cm reaches no box in a {plane} plane");
        }
        context.WriteTensors("start_points", points.ToTensors());
    }
}
