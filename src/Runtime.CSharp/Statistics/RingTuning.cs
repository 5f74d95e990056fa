namespace Spindle.Statistics;

/// <summary>Tuning to places on a ring, turned so that one of them stands in the middle.</summary>
public static class RingTuning
{
    /// <summary>
    /// The tuning with a place in the middle: of an even number L of places L + 1 values, the first, which is opposite, again at the
    /// end; of an odd number L values.
    /// </summary>
    /// <param name="tuning">The value at every place.</param>
    /// <param name="middle">The place in the middle.</param>
    public static double[] Centred(IReadOnlyList<double> tuning, int middle)
    {
        var places = tuning.Count;
        return [.. Enumerable.Range(0, places + 1 - (places % 2)).Select(at => tuning[(at + middle + places - (places / 2)) % places])];
    }

    /// <summary>A Gaussian through a curve of <see cref="Centred"/>, less its minimum; null where none is found.</summary>
    public static GaussianFit? Fit(double[] centred)
    {
        var least = centred.Min();
        double[] heights = [.. centred.Select(value => value - least)];
        return GaussianFit.Find([.. heights.Select((_, at) => (double)at)], heights, (heights.Max() + 1, heights.Length / 2, 1));
    }
}
