using Spindle.Contracts;

namespace Spindle.Tasks.Proprioception.Handwriting;

/// <summary>
/// Writes letters as a hand would: the pen goes through the places of a letter with least jerk, and every time the places, the times, how far it leans, the
/// width and the pace are a little different.
/// </summary>
public static class Writer
{
    /// <summary>Samples a second of the pen, as the tablet's.</summary>
    public const int SamplesPerSecond = 200;

    /// <summary>Standard deviation of a place, of the height of an x.</summary>
    private const double PlaceSd = 0.09;

    /// <summary>Standard deviation of the logarithm of the whole letter's pace.</summary>
    private const double PaceSd = 0.09;

    /// <summary>Standard deviation of the logarithm of the time between two places.</summary>
    private const double TimeSd = 0.15;

    /// <summary>Standard deviation of the logarithm of the width.</summary>
    private const double WidthSd = 0.12;

    /// <summary>Standard deviation of the lean and of the turn of the page, degrees.</summary>
    private const double TiltSd = 5;

    /// <summary>How far letters lean to the right on average, degrees.</summary>
    private const double Slant = 18;

    /// <summary>Seconds to a place that is as far away as an x is high.</summary>
    private const double Pace = 0.088;

    /// <summary>How the time to a place grows with its distance: hands hasten over long ways (isochrony).</summary>
    private const double PacePower = 0.45;

    /// <summary>One specimen of a letter: pen positions, samples × 2, in heights of an x.</summary>
    /// <param name="shape">The letter.</param>
    /// <param name="stream">The specimen's own numbers, at their beginning.</param>
    public static double[] Write(LetterShape shape, RandomStream stream)
    {
        var width = Math.Exp(WidthSd * stream.Normal());
        var slant = Math.Tan((Slant + (TiltSd * stream.Normal())) * Math.PI / 180);
        var (sin, cos) = Math.SinCos(TiltSd * stream.Normal() * Math.PI / 180);
        var pace = Pace * Math.Exp(PaceSd * stream.Normal());
        var places = new List<(double X, double Y)>();
        foreach (var (x, y) in shape.Points)
        {
            var placeX = (width * (x + (PlaceSd * stream.Normal()))) + (slant * y);
            var placeY = y + (PlaceSd * stream.Normal());
            places.Add(((cos * placeX) - (sin * placeY), (sin * placeX) + (cos * placeY)));
        }
        var times = new List<double> { 0 };
        for (var i = 1; i < places.Count; i++)
        {
            var (x, y) = (shape.Points[i].X - shape.Points[i - 1].X, shape.Points[i].Y - shape.Points[i - 1].Y);
            times.Add(times[^1] + (pace * Math.Pow(Math.Sqrt((x * x) + (y * y)), PacePower) * Math.Exp(TimeSd * stream.Normal())));
        }
        return MinimumJerk.Through(places, times, 1 + (int)Math.Round(times[^1] * SamplesPerSecond));
    }
}
