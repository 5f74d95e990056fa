namespace Spindle.Signals;

/// <summary>A running median, with zeros beyond both ends (SciPy's <c>medfilt</c>).</summary>
public static class MedianFilter
{
    /// <summary>Every sample becomes the median of the samples around it, channel by channel.</summary>
    /// <param name="values">samples × channels; changed in place.</param>
    /// <param name="channels">Channels of a sample.</param>
    /// <param name="width">Samples of the window, an odd number.</param>
    public static void Apply(Span<double> values, int channels, int width)
    {
        if (width % 2 == 0) throw new ArgumentException($"a window of {width} samples, expected an odd number", nameof(width));
        var samples = values.Length / channels;
        var before = new double[samples];
        var window = new double[width];
        for (var c = 0; c < channels; c++)
        {
            for (var t = 0; t < samples; t++) before[t] = values[(t * channels) + c];
            for (var t = 0; t < samples; t++)
            {
                for (var k = 0; k < width; k++)
                {
                    var at = t + k - (width / 2);
                    window[k] = at < 0 || at >= samples ? 0 : before[at];
                }
                Array.Sort(window);
                values[(t * channels) + c] = window[width / 2];
            }
        }
    }
}
