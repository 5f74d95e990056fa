namespace Spindle.Biomechanics.TwoLink;

/// <summary>
/// Postures for hand positions: minimise ‖q − q₀‖ (degrees, unweighted) with the hand at its target and every angle within its limits, q₀
/// the posture before (Sandbrink et al. 2023; Marin Vargas et al. 2024, whose objective is five times this one).
/// </summary>
/// <remarks>
/// The published solver, SLSQP, may stop before it is at the minimum. Here the minimum is found on the circle of all postures of the
/// target: by Gauss and Newton from the posture before, and where that leaves the limits or goes far, by searching all of the circle
/// that is within the limits. Its ends are known in closed form.
/// </remarks>
/// <param name="arm">The arm.</param>
public sealed class InverseKinematics(TwoLinkArm arm)
{
    /// <summary>A local minimum that is nearer than this needs no look at the rest of the circle, degrees.</summary>
    private const double Near = 5;

    /// <summary>Whether the hand can be there.</summary>
    /// <param name="hand">In {S}, cm.</param>
    public bool Reaches(Vec3 hand)
    {
        Span<double> posture = stackalloc double[TwoLinkArm.Angles];
        return PostureCircle.TryOf(arm, hand, arm.Shoulder(arm.Rest), out var circle) && AllowedArcs.Of(arm, circle).Count > 0;
    }

    /// <summary>The posture nearest to another that has the hand at a target; false where there is none.</summary>
    /// <param name="hand">The target in {S}, cm.</param>
    /// <param name="near">q₀; may be the memory of the result.</param>
    /// <param name="posture">The four angles.</param>
    public bool TrySolve(Vec3 hand, ReadOnlySpan<double> near, Span<double> posture)
    {
        Span<double> from = stackalloc double[TwoLinkArm.Angles];
        near.CopyTo(from);
        if (!PostureCircle.TryOf(arm, hand, arm.Shoulder(from), out var circle)) return false;
        return (NearestPosture.TryDescend(arm, circle, from, 0, posture, out _, out var distance) && distance < Near && arm.Allows(posture))
            || NearestPosture.TrySearch(arm, circle, from, posture);
    }

    /// <summary>The postures along a path of the hand, each the nearest to the one before; false where the hand cannot go.</summary>
    /// <param name="path">samples × 3, the hand in the world {W}, cm.</param>
    /// <param name="start">q₀ of the first sample.</param>
    /// <param name="postures">samples × 4, degrees.</param>
    public bool TryFollow(ReadOnlySpan<double> path, ReadOnlySpan<double> start, Span<double> postures)
    {
        var near = start;
        for (var sample = 0; 3 * sample < path.Length; sample++)
        {
            var hand = TwoLinkArm.FromWorld(new(path[3 * sample], path[(3 * sample) + 1], path[(3 * sample) + 2]));
            var posture = postures.Slice(TwoLinkArm.Angles * sample, TwoLinkArm.Angles);
            if (!TrySolve(hand, near, posture)) return false;
            near = posture;
        }
        return true;
    }
}
