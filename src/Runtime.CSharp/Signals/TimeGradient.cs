namespace Spindle.Signals;

/// <summary>Derivatives of sampled signals, which stand time after time, the channels of a sample side by side.</summary>
public static class TimeGradient
{
    /// <summary>
    /// The derivative by central differences, one-sided at both ends (NumPy's <c>gradient</c>); 0 for a single sample.
    /// </summary>
    /// <param name="values">samples × channels.</param>
    /// <param name="channels">Channels of a sample.</param>
    /// <param name="spacing">Time between two samples.</param>
    /// <param name="result">samples × channels; another memory than the values.</param>
    public static void Of(ReadOnlySpan<double> values, int channels, double spacing, Span<double> result)
    {
        var samples = values.Length / channels;
        if (samples < 2)
        {
            result.Clear();
            return;
        }
        for (var c = 0; c < channels; c++)
        {
            result[c] = (values[channels + c] - values[c]) / spacing;
            var last = (samples - 1) * channels;
            result[last + c] = (values[last + c] - values[last - channels + c]) / spacing;
        }
        for (var i = channels; i < (samples - 1) * channels; i++) result[i] = (values[i + channels] - values[i - channels]) / (2 * spacing);
    }

    /// <summary>
    /// How jerky a movement is: the Frobenius norm of the third derivative for unit spacing, each derivative by <see cref="Of"/>, in units
    /// per sample³ (Sandbrink et al. 2023; Marin Vargas et al. 2024).
    /// </summary>
    /// <param name="values">samples × channels.</param>
    /// <param name="channels">Channels of a sample.</param>
    public static double Jerk(ReadOnlySpan<double> values, int channels)
    {
        var (first, second) = (new double[values.Length], new double[values.Length]);
        Of(values, channels, 1, first);
        Of(first, channels, 1, second);
        Of(second, channels, 1, first);
        var squares = 0.0;
        foreach (var value in first) squares += value * value;
        return Math.Sqrt(squares);
    }
}
