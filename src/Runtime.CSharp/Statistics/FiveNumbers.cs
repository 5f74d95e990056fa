namespace Spindle.Statistics;

/// <summary>The least, the quartiles and the greatest of some numbers (Tukey 1977); quartiles by linear interpolation.</summary>
public sealed record FiveNumbers(double Least, double Lower, double Middle, double Upper, double Greatest)
{
    /// <summary>Those of a sample, which must not be empty.</summary>
    public static FiveNumbers Of(IEnumerable<double> sample)
    {
        double[] sorted = [.. sample.Order()];
        return new(At(sorted, 0), At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75), At(sorted, 1));
    }

    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
