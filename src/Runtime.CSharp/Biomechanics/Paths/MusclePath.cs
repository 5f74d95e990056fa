using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics.Paths;

/// <summary>The path of one muscle of a posed model: over its active points and the surfaces that it wraps over.</summary>
public sealed class MusclePath
{
    // A path over several objects is swept until its length changes by less than this: the result is that of a sweep, not a limit.
    private const double Settled = 0.0005;
    private const int MostSweeps = 8;

    private readonly PosedModel pose;
    private readonly PathPoint[] points;
    private readonly PathWrap[] wraps;
    private readonly PathNode[] nodes;
    private readonly int[] order;
    private readonly WrapAnswer[] lastAnswers;
    private readonly WrapContact[] contacts;
    private readonly WrapMemo[] memos;
    private readonly Vec3?[]? firstUses;
    private int count;
    private int unchanged;
    private bool solved;

    internal MusclePath(Muscle muscle, PosedModel pose, TangentPoints tangents)
    {
        Muscle = muscle;
        this.pose = pose;
        (points, wraps) = ([.. muscle.Points], [.. muscle.Wraps]);
        nodes = new PathNode[points.Length + 2 * wraps.Length];
        order = new int[wraps.Length];
        lastAnswers = new WrapAnswer[wraps.Length];
        contacts = new WrapContact[wraps.Length];
        memos = [.. wraps.Select(_ => new WrapMemo(Sweeps * nodes.Length))];
        if (tangents == TangentPoints.FirstUse) firstUses = new Vec3?[2 * wraps.Length];
    }

    /// <summary>The muscle.</summary>
    public Muscle Muscle { get; }

    /// <summary>The muscle-tendon length, in metres.</summary>
    public double Length { get; private set; }

    /// <summary>The nodes from origin to insertion.</summary>
    public ReadOnlySpan<PathNode> Nodes => nodes.AsSpan(0, count);

    private int Sweeps => wraps.Length == 1 ? 1 : MostSweeps;

    internal void Forget() => solved = false;

    internal void Solve()
    {
        if (solved) return;
        solved = true;
        Start();
        firstUses?.AsSpan().Clear();
        Length = Sum();
        if (wraps.Length == 0) return;
        for (var i = 0; i < order.Length; i++) order[i] = i;
        foreach (var memo in memos) memo.Clear();
        unchanged = 0;
        var before = double.PositiveInfinity;
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var i = 0; i < order.Length; i++)
            {
                // Where all others have left the path as this object left it, it would do so again.
                if (sweep == 0 || unchanged < order.Length - 1) lastAnswers[i] = Apply(order[i], sweep > 0);
            }
            Length = Sum();
            if (Math.Abs(Length - before) < Settled) break;
            before = Length;
            if (sweep == 0 && order.Length > 1 && lastAnswers[0] == WrapAnswer.No && lastAnswers[1] == WrapAnswer.Inside)
            {
                (order[0], order[1]) = (1, 0);
                Remove(0);
                unchanged = 0;
            }
        }
    }

    /// <summary>The force on a coordinate per unit of tension, for the rates of that coordinate's unit speed.</summary>
    internal double Pull(BodyRates rates)
    {
        var pull = 0.0;
        for (var i = 0; i < count - 1; i++)
        {
            if (nodes[i].Body == nodes[i + 1].Body) continue;
            var direction = (Used(i + 1) - Used(i)).Unit;
            pull += direction.Dot(Velocity(nodes[i], rates) - Velocity(nodes[i + 1], rates));
        }
        return pull;
    }

    /// <summary>The rate of the length, for the rates of bodies.</summary>
    internal double Lengthening(BodyRates rates)
    {
        var lengthening = 0.0;
        for (var i = 0; i < count - 1; i++)
        {
            if (nodes[i].Reaches) continue;
            var direction = (Used(i + 1) - Used(i)).Unit;
            lengthening += direction.Dot(Velocity(nodes[i + 1], rates) - Velocity(nodes[i], rates));
        }
        return lengthening;
    }

    private Vec3 Velocity(in PathNode node, BodyRates rates)
    {
        var velocity = rates.Velocity(node.Body, node.Position);
        if (node.Point < 0 || points[node.Point].Movement is not { } movement) return velocity;
        var inBody = new Vec3(Rate(movement.X, rates), Rate(movement.Y, rates), Rate(movement.Z, rates));
        return velocity + pose.Bodies[node.Body].Turn * inBody;
    }

    // At the coordinate itself, though the point stays where it is beyond the coordinate's range: as OpenSim does.
    private double Rate(MovingComponent component, BodyRates rates) =>
        component.Coordinate < 0 ? 0 : component.Function.Slope(pose.Coordinates[component.Coordinate]) * rates.Speeds[component.Coordinate];

    private void Start()
    {
        count = 0;
        for (var i = 0; i < points.Length; i++)
        {
            var point = points[i];
            if (point.Condition is { } condition && !condition.Holds(pose.Coordinates[condition.Coordinate])) continue;
            var location = point.Movement is { } movement ? new Vec3(At(movement.X), At(movement.Y), At(movement.Z)) : point.Location;
            nodes[count++] = new(point.Body, pose.Bodies[point.Body] * location, i, -1, -1, double.NaN);
        }
    }

    private double At(MovingComponent component)
    {
        if (component.Coordinate < 0) return component.Function.Value(0);
        var coordinate = pose.Model.Coordinates[component.Coordinate];
        return component.Function.Value(Math.Clamp(pose.Coordinates[component.Coordinate], coordinate.Lowest, coordinate.Highest));
    }

    private double Sum()
    {
        var length = 0.0;
        for (var i = 0; i < count - 1; i++) length += nodes[i].Reaches ? nodes[i].Surface : (Used(i + 1) - Used(i)).Length;
        return length;
    }

    // The position that counts for straight pieces.
    private Vec3 Used(int node)
    {
        var position = nodes[node].Position;
        if (firstUses is null || nodes[node].Entry < 0) return position;
        ref var first = ref firstUses[2 * nodes[node].Entry + (nodes[node].Reaches ? 0 : 1)];
        first ??= position;
        return first.Value;
    }

    // Wraps the path over one object anew; the answer is that of the last piece that was looked at.
    private WrapAnswer Apply(int entry, bool again)
    {
        var before = Remove(entry);
        var (wrap, method, first, last) = wraps[entry];
        var memo = memos[entry];
        var answer = WrapAnswer.No;
        var (best, bestAt, leastChange) = (-1, -1, double.PositiveInfinity);
        var (from, to) = wrap.Active ? Interval(first, last) : default;
        ref readonly var frame = ref pose.Wraps[wrap.Index];
        for (var at = from; at < to && answer != WrapAnswer.Mandatory; at++)
        {
            if (nodes[at].Wrap >= 0 && nodes[at].Wrap == nodes[at + 1].Wrap) continue;
            var place = memo.Place(nodes[at].Position, nodes[at + 1].Position, again, out var known);
            ref var piece = ref memo[place];
            if (!known) piece.Answer = wrap.Surface.Wrap(frame.Back(piece.P1), frame.Back(piece.P2), method, wraps.Length > 1, out piece.Contact);
            answer = piece.Answer;
            if (answer == WrapAnswer.Mandatory) (best, bestAt) = (place, at);
            if (answer != WrapAnswer.Optional) continue;
            var (p1, p2) = (frame.Back(Used(at)), frame.Back(Used(at + 1)));
            var change = (p1 - piece.Contact.T1).Length + piece.Contact.Length + (piece.Contact.T2 - p2).Length - (p1 - p2).Length;
            if (change < leastChange) (best, bestAt, leastChange) = (place, at, change);
        }
        unchanged = before == bestAt && (bestAt < 0 || memo[best].Contact == contacts[entry]) ? unchanged + 1 : 0;
        if (bestAt >= 0) Insert(bestAt, entry, wrap, frame, memo[best].Contact);
        return answer;
    }

    // From the first active point of the wrap's range to the last one.
    private (int From, int To) Interval(int first, int last)
    {
        var (from, to) = (count, -1);
        for (var i = 0; i < count; i++)
        {
            if (nodes[i].Point < 0) continue;
            if (nodes[i].Point >= first && from == count) from = i;
            if (nodes[i].Point <= last) to = i;
        }
        return (from, to);
    }

    // Puts the points where the path touches a surface behind a node.
    private void Insert(int node, int entry, WrapObject wrap, in Placement frame, in WrapContact contact)
    {
        contacts[entry] = contact;
        nodes.AsSpan(node + 1, count - node - 1).CopyTo(nodes.AsSpan(node + 3));
        nodes[node + 1] = new(wrap.Body, frame * contact.T1, -1, entry, wrap.Index, contact.Length);
        nodes[node + 2] = new(wrap.Body, frame * contact.T2, -1, entry, wrap.Index, double.NaN);
        count += 2;
    }

    // Takes them out; the answer is the node before them, -1 for none.
    private int Remove(int entry)
    {
        for (var i = 1; i < count; i++)
        {
            if (nodes[i].Entry != entry) continue;
            nodes.AsSpan(i + 2, count - i - 2).CopyTo(nodes.AsSpan(i));
            count -= 2;
            return i - 1;
        }
        return -1;
    }
}
