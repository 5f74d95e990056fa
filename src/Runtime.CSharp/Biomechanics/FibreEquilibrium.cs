using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics;

/// <summary>Fibre and tendon length of a muscle at rest: without activation, the passive force of the fibres and the tendon's balance.</summary>
/// <remarks>
/// The iteration is OpenSim's for the muscle of Schutte (1993), step for step: it stops at an imbalance of 0.01 N, so that the fibre length of weak muscles depends on its
/// steps. The fibres keep their width w = l₀ sin α₀, hence sin α = w / l.
/// </remarks>
public static class FibreEquilibrium
{
    private const double Balanced = 0.01;
    private const int MostSteps = 100;
    private const double NoTendon = 2e-13;

    /// <summary>The lengths, in metres.</summary>
    /// <param name="fibres">The muscle's properties.</param>
    /// <param name="length">Its muscle-tendon length.</param>
    public static (double Fibre, double Tendon) Solve(Fibres fibres, double length)
    {
        var width = fibres.OptimalLength * Math.Sin(fibres.Pennation);
        var fibre = Fibre(fibres, length, width);
        return (fibre, length - fibre * Cosine(fibre, width));
    }

    private static double Fibre(Fibres fibres, double length, double width)
    {
        var slack = fibres.TendonSlackLength;
        if (slack < NoTendon) return length / Math.Cos(Math.Atan(width / length));
        if (length < slack) return width;
        var force = fibres.MaximalForce;
        var optimal = fibres.OptimalLength;
        var (fibre, cosine) = (optimal, Math.Cos(fibres.Pennation));
        var tendon = Held(length, slack, width, ref fibre, ref cosine);
        fibre = Math.Max(fibre, width);
        var (before, errorBefore) = (0.0, 0.0);
        for (var step = 0; step < MostSteps; step++)
        {
            var passive = Passive(fibres, fibre / optimal);
            var strain = tendon / slack - 1;
            var pull = strain < 0 ? 0 : fibres.Tendon.Value(strain) * force;
            var error = pull - passive * force * cosine;
            if (double.IsNaN(error)) return double.NaN;
            if (Math.Abs(error) <= Balanced) break;
            var now = fibre;
            if (step > 0 && Math.Sign(error) != Math.Sign(errorBefore))
            {
                fibre += Math.Abs(error) / (Math.Abs(error) + Math.Abs(errorBefore)) * (before - fibre);
            }
            else
            {
                var ofTendon = Math.Max((strain < 0 ? 0 : fibres.Tendon.Value(strain)) * force / slack, passive * 1200 * force / (32 * slack));
                var ofFibre = force / optimal * (fibres.Active.Value(fibre / optimal) + passive);
                var change = Math.Min(Math.Abs(error) / (ofFibre / cosine + ofTendon), optimal / 2);
                fibre += error > 0 ? change : -change;
            }
            (before, errorBefore) = (now, error);
            cosine = Cosine(fibre, width);
            tendon = Held(length, slack, width, ref fibre, ref cosine);
        }
        return fibre;
    }

    // The tendon's length beside the fibre; a tendon shorter than slack is taken as slack, and the fibre takes the rest.
    private static double Held(double length, double slack, double width, ref double fibre, ref double cosine)
    {
        var tendon = length - fibre * cosine;
        if (tendon >= slack) return tendon;
        cosine = Math.Cos(Math.Atan(width / (length - slack)));
        fibre = (length - slack) / cosine;
        return slack;
    }

    private static double Passive(Fibres fibres, double fibre) =>
        Math.Max(fibres.Passive?.Value(fibre) ?? Math.Exp(8 * (fibre - 1)) / Math.Exp(4), 0);

    private static double Cosine(double fibre, double width) => fibre <= width ? 0 : Math.Cos(Math.Asin(width / fibre));
}
