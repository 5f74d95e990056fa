using Spindle.Signals;

namespace Spindle.Biomechanics;

/// <summary>Firing of primary muscle spindle endings (Ia) from the length of their muscle.</summary>
public static class SpindleRate
{
    /// <summary>Gain of the length term, as published.</summary>
    public const double LengthGain = 2;

    /// <summary>Gain of the velocity term.</summary>
    public const double VelocityGain = 4.3;

    /// <summary>Power of the velocity term.</summary>
    public const double VelocityPower = 0.6;

    /// <summary>
    /// The rate before noise, as DeepDraw's first generation has it: 2 ΔL + 4.3 sign(v) |v|^0.6, ΔL the length's change a sample in mm
    /// and v its velocity in mm/s (after Prochazka and Gorassini 1998, without their constant of 82 and with the change a sample in place
    /// of the displacement from rest; Sandbrink et al. 2023).
    /// </summary>
    /// <param name="lengths">samples × muscles, mm.</param>
    /// <param name="muscles">Muscles of a sample.</param>
    /// <param name="timeStep">Seconds between two samples.</param>
    /// <param name="rates">samples × muscles.</param>
    public static void Of(ReadOnlySpan<double> lengths, int muscles, double timeStep, Span<double> rates)
    {
        TimeGradient.Of(lengths, muscles, 1, rates);
        foreach (ref var rate in rates)
        {
            var velocity = rate / timeStep;
            rate = (LengthGain * rate) + (VelocityGain * Math.CopySign(Math.Pow(Math.Abs(velocity), VelocityPower), velocity));
        }
    }
}
