using Spindle.Signals;

namespace Spindle.Tasks.Proprioception.Handwriting;

/// <summary>How a specimen of a letter is varied before it is written by an arm (Sandbrink et al. 2023).</summary>
/// <param name="Size">Its size and, at an unchanged speed of the pen, its duration.</param>
/// <param name="Rotation">Radians, to the left.</param>
/// <param name="ShearX">Radians.</param>
/// <param name="ShearY">Radians.</param>
/// <param name="Speed">How many times as fast it is written.</param>
public sealed record Variation(double Size, double Rotation, double ShearX, double ShearY, double Speed)
{
    /// <summary>The varied letter: resized, rotated and sheared about 0, and sped up.</summary>
    /// <param name="positions">samples × 2.</param>
    public double[] Apply(double[] positions) => Sped(Bent(Resized(positions)));

    /// <summary>Stretches the profile of the pen's velocity in time, so that path and duration grow alike.</summary>
    public double[] Resized(double[] positions)
    {
        var samples = positions.Length / 2;
        var velocities = new double[positions.Length];
        for (var i = 2; i < positions.Length; i++) velocities[i] = positions[i] - positions[i - 2];
        var result = Resampling.Linear(velocities, 2, Whole(samples * Size));
        for (var axis = 0; axis < 2; axis++)
        {
            var sum = positions[axis];
            for (var i = axis; i < result.Length; i += 2) result[i] = sum += result[i];
        }
        return result;
    }

    /// <summary>First the rotation, then both shears, about 0.</summary>
    public double[] Bent(double[] positions)
    {
        var (sin, cos) = Math.SinCos(Rotation);
        var (tanX, tanY) = (Math.Tan(ShearX), Math.Tan(ShearY));
        var result = new double[positions.Length];
        for (var i = 0; i < positions.Length; i += 2)
        {
            var x = (cos * positions[i]) - (sin * positions[i + 1]);
            var y = (sin * positions[i]) + (cos * positions[i + 1]);
            result[i] = x + (tanX * y);
            result[i + 1] = (tanY * x) + y;
        }
        return result;
    }

    /// <summary>The same path in a different time.</summary>
    public double[] Sped(double[] positions) => Resampling.Linear(positions, 2, Whole(positions.Length / 2 / Speed));

    /// <summary>The whole part, at least one.</summary>
    private static int Whole(double samples) => Math.Max(1, (int)Math.Floor(samples));
}
