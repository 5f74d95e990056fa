using System.Numerics;

namespace Spindle.Statistics;

/// <summary>
/// Where activity sits on a ring: the phase of its first Fourier mode, arg Σ_a r_a e^{2πi·p_a/n} (Georgopoulos,
/// Schwartz and Kettner, "Neuronal population coding of movement direction", Science 1986, on a ring of n places).
/// </summary>
public sealed class PopulationVector
{
    private readonly double[] cosines, sines;

    /// <summary>A readout of some units of a ring.</summary>
    /// <param name="places">The place of every unit on the ring.</param>
    /// <param name="around">How many places the ring has, n.</param>
    public PopulationVector(IReadOnlyList<long> places, long around)
    {
        cosines = [.. places.Select(place => Math.Cos(Math.Tau * place / around))];
        sines = [.. places.Select(place => Math.Sin(Math.Tau * place / around))];
    }

    /// <summary>The phase in radians, in [−π, π]; 0 where the activity cancels out. A bump at place p has phase 2π·p/n.</summary>
    /// <param name="activity">A number a unit; weights of either sign will do.</param>
    public double Phase<T>(ReadOnlySpan<T> activity) where T : INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(activity.Length, cosines.Length);
        double real = 0, imaginary = 0;
        for (var unit = 0; unit < activity.Length; unit++)
        {
            var value = double.CreateTruncating(activity[unit]);
            real += value * cosines[unit];
            imaginary += value * sines[unit];
        }
        return Math.Atan2(imaginary, real);
    }
}
