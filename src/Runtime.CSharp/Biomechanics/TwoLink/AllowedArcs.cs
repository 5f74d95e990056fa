namespace Spindle.Biomechanics.TwoLink;

/// <summary>The arcs of a posture circle that are within the shoulder's limits.</summary>
internal static class AllowedArcs
{
    /// <summary>
    /// The arcs, as angles from and to. Along an arc no angle of the shoulder meets one of its limits, so that its middle speaks for all of it.
    /// </summary>
    public static List<(double From, double To)> Of(TwoLinkArm arm, PostureCircle circle)
    {
        Span<double> ends = stackalloc double[12];
        var count = 0;
        Span<Rotation> found = stackalloc Rotation[2];
        for (var angle = 0; angle < 3; angle++)
        {
            foreach (var limit in (ReadOnlySpan<double>)[arm.Least[angle], arm.Greatest[angle]])
            {
                var touching = arm.Touching(angle, limit, circle.Reach, circle.Hand, found);
                foreach (var rotation in found[..touching])
                    if (circle.AngleOf(rotation) is var end && double.IsFinite(end)) ends[count++] = end;
            }
        }
        ends[..count].Sort();
        Span<double> middle = stackalloc double[TwoLinkArm.Angles];
        List<(double, double)> arcs = [];
        for (var i = 0; i < Math.Max(count, 1); i++)
        {
            var from = count == 0 ? -Math.PI : ends[i];
            var to = count == 0 ? Math.PI : i + 1 < count ? ends[i + 1] : ends[0] + (2 * Math.PI);
            if (to <= from) continue;
            circle.At((from + to) / 2, middle);
            if (arm.Allows(middle)) arcs.Add((from, to));
        }
        return arcs;
    }
}
