using Spindle.Biomechanics;
using Spindle.Biomechanics.TwoLink;
using Spindle.Contracts;
using Spindle.Tasks.Proprioception;
using Spindle.Tasks.Proprioception.Handwriting;
using Spindle.Tasks.Proprioception.Trials;

namespace Spindle.Probes.Proprioception;

/// <summary>The arm along one letter: shoulder, elbow and hand at a few times, and the path that the hand draws.</summary>
internal static class PostureFigure
{
    private const int Postures = 8;

    /// <summary>The figure.</summary>
    public static Figure Of(CharacterRecognition task, MovementTrials trials, int trial)
    {
        var arm = task.Movements.Rules().Arm;
        var (start, end) = trials.Place(trial);
        var joints = trials.Held("joints", trial);
        int[] times = [.. Enumerable.Range(0, Postures).Select(i => start + (int)Math.Round(i * (end - 1.0 - start) / (Postures - 1)))];
        var postures = times.Select(time => joints.AsSpan(time * TwoLinkArm.Angles, TwoLinkArm.Angles).ToArray()).Select(posture => new Limbs(
            TwoLinkArm.ToWorld(arm.Elbow(posture)), TwoLinkArm.ToWorld(arm.Hand(posture)))).ToArray();
        var hand = trials.Held("hand", trial);
        Vec3[] path = [.. Enumerable.Range(start, end - start).Select(time => new Vec3(hand[3 * time], hand[(3 * time) + 1], hand[(3 * time) + 2]))];
        Vec3[] shown = [default, .. path, .. postures.SelectMany(posture => new[] { posture.Elbow, posture.Hand })];
        // Both views as wide as they are high, and to one scale.
        var side = 1.1 * Enumerable.Range(0, 3).Max(axis => shown.Max(point => point[axis]) - shown.Min(point => point[axis]));
        FigureAxis Axis(string label, int axis)
        {
            var middle = (shown.Max(point => point[axis]) + shown.Min(point => point[axis])) / 2;
            return new(label, "cm") { Range = [middle - (side / 2), middle + (side / 2)] };
        }
        return new(
            $"The arm along a letter: {Letters.Alphabet[trials.Letter(trial) - 1]}",
            "Upper arm and forearm of the arm of two links, the shoulder at 0: green at the letter's beginning, red at its end, grey between; black is the hand's path.",
            [
                View("From the left", Axis("forward", 0), Axis("up", 2), postures, path, point => (point.X, point.Z)),
                View("From above", Axis("forward", 0), Axis("left", 1), postures, path, point => (point.X, point.Y)),
            ],
            2);
    }

    private static LinePanel View(string title, FigureAxis x, FigureAxis y, Limbs[] postures, Vec3[] path, Func<Vec3, (double X, double Y)> seen)
    {
        Series Drawn(IEnumerable<Vec3> points, FigureColor color)
        {
            var places = points.Select(seen).ToArray();
            return new("", [.. places.Select(place => place.X)], [.. places.Select(place => place.Y)]) { Color = color, Dash = FigureDash.Solid };
        }
        var arms = postures.Index().Select(posture => Drawn(
            [default, posture.Item.Elbow, posture.Item.Hand],
            posture.Index == 0 ? FigureColor.Green : posture.Index == Postures - 1 ? FigureColor.Red : FigureColor.Grey));
        return new(title, x, y, [.. arms, Drawn(path, FigureColor.Black)]);
    }

    private sealed record Limbs(Vec3 Elbow, Vec3 Hand);
}
