namespace Spindle.Biomechanics.TwoLink;

/// <summary>The posture of a circle that is nearest to a given one.</summary>
internal static class NearestPosture
{
    private const double Spacing = 3 * Math.PI / 180;

    /// <summary>Descends from an angle to the local minimum, whatever the limits; false where it does not arrive.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="circle">The postures to choose among.</param>
    /// <param name="near">The posture to be near to.</param>
    /// <param name="angle">Where to begin.</param>
    /// <param name="posture">The nearest posture.</param>
    /// <param name="at">Its angle.</param>
    /// <param name="distance">How far it is, degrees.</param>
    public static bool TryDescend(
        TwoLinkArm arm, PostureCircle circle, ReadOnlySpan<double> near, double angle, Span<double> posture, out double at, out double distance)
    {
        Span<double> rates = stackalloc double[3];
        (at, distance) = (angle, double.NaN);
        for (var round = 0; round < 30; round++)
        {
            circle.At(at, posture);
            arm.Rates(posture, circle.Along, rates);
            double slope = 0, stiffness = 0, squares = (posture[3] - near[3]) * (posture[3] - near[3]);
            for (var i = 0; i < 3; i++)
            {
                var off = posture[i] - near[i];
                squares += off * off;
                slope += off * rates[i];
                stiffness += rates[i] * rates[i];
            }
            distance = Math.Sqrt(squares);
            var step = Math.Clamp(slope / stiffness, -0.3, 0.3);
            if (!double.IsFinite(step)) return false;
            if (Math.Abs(step) < 1e-9) return true;
            at -= step;
        }
        return false;
    }

    /// <summary>Searches all that is within the limits; false where nothing is.</summary>
    public static bool TrySearch(TwoLinkArm arm, PostureCircle circle, ReadOnlySpan<double> near, Span<double> posture)
    {
        Span<double> candidate = stackalloc double[TwoLinkArm.Angles];
        var (best, found) = (double.PositiveInfinity, 0.0);
        foreach (var (from, to) in AllowedArcs.Of(arm, circle))
        {
            var pieces = Math.Max(4, (int)Math.Ceiling((to - from) / Spacing));
            var (before, here) = (double.PositiveInfinity, Squares(circle, from, near, candidate));
            for (var i = 0; i <= pieces; i++)
            {
                var angle = from + ((to - from) * i / pieces);
                var after = i == pieces ? double.PositiveInfinity : Squares(circle, from + ((to - from) * (i + 1) / pieces), near, candidate);
                if (here <= before && here <= after)
                {
                    var width = (to - from) / pieces;
                    var lowest = Lowest(arm, circle, near, Math.Max(from, angle - width), angle, Math.Min(to, angle + width), candidate);
                    if (Squares(circle, lowest, near, candidate) is var squares && squares < best) (best, found) = (squares, lowest);
                }
                (before, here) = (here, after);
            }
        }
        if (double.IsInfinity(best)) return false;
        circle.At(found, posture);
        for (var i = 0; i < 3; i++) posture[i] = Math.Clamp(posture[i], arm.Least[i], arm.Greatest[i]);
        return true;
    }

    /// <summary>The minimum between two angles: by descent where that stays between them, else by golden sections.</summary>
    private static double Lowest(
        TwoLinkArm arm, PostureCircle circle, ReadOnlySpan<double> near, double least, double angle, double greatest, Span<double> posture)
    {
        if (TryDescend(arm, circle, near, angle, posture, out var at, out _) && at >= least && at <= greatest) return at;
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (least, greatest);
        var (one, other) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
        var (first, second) = (Squares(circle, one, near, posture), Squares(circle, other, near, posture));
        while (high - low > 1e-9)
        {
            if (first <= second)
            {
                (high, other, second) = (other, one, first);
                one = high - (ratio * (high - low));
                first = Squares(circle, one, near, posture);
            }
            else
            {
                (low, one, first) = (one, other, second);
                other = low + (ratio * (high - low));
                second = Squares(circle, other, near, posture);
            }
        }
        var middle = (low + high) / 2;
        var (atLeast, atMiddle, atGreatest) =
            (Squares(circle, least, near, posture), Squares(circle, middle, near, posture), Squares(circle, greatest, near, posture));
        return atLeast <= atMiddle && atLeast <= atGreatest ? least : atGreatest < atMiddle ? greatest : middle;
    }

    private static double Squares(PostureCircle circle, double angle, ReadOnlySpan<double> near, Span<double> posture)
    {
        circle.At(angle, posture);
        var squares = 0.0;
        for (var i = 0; i < TwoLinkArm.Angles; i++) squares += (posture[i] - near[i]) * (posture[i] - near[i]);
        return squares;
    }
}
