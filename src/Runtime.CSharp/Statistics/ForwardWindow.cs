namespace Spindle.Statistics;

/// <summary>Smoothing by a window that looks ahead, as the published growth curves do: curves lead by half of it.</summary>
public static class ForwardWindow
{
    /// <summary>S_i, the mean of values i … i + <paramref name="width"/>, both ends included; of fewer near the end.</summary>
    public static double[] Means(IReadOnlyList<double> values, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        var means = new double[values.Count];
        for (var i = 0; i < means.Length; i++)
        {
            var end = Math.Min(values.Count - 1, i + width);
            double sum = 0;
            for (var j = i; j <= end; j++) sum += values[j];
            means[i] = sum / (end - i + 1);
        }
        return means;
    }
}
