namespace Spindle.Signals;

/// <summary>Signals at other times than those they were sampled at.</summary>
public static class Resampling
{
    /// <summary>The signal at equally spaced times from its first sample to its last, both included, by linear interpolation.</summary>
    /// <param name="values">samples × channels.</param>
    /// <param name="channels">Channels of a sample.</param>
    /// <param name="count">Samples of the result.</param>
    public static double[] Linear(ReadOnlySpan<double> values, int channels, int count)
    {
        var samples = values.Length / channels;
        var result = new double[count * channels];
        for (var i = 0; i < count; i++)
        {
            var time = count == 1 ? 0 : (double)i * (samples - 1) / (count - 1);
            var before = Math.Min((int)time, Math.Max(samples - 2, 0));
            var after = Math.Min(before + 1, samples - 1);
            var part = time - before;
            for (var c = 0; c < channels; c++)
                result[(i * channels) + c] = (values[(before * channels) + c] * (1 - part)) + (values[(after * channels) + c] * part);
        }
        return result;
    }
}
