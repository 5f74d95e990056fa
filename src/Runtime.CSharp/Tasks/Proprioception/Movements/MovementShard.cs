using Spindle.Contracts;

namespace Spindle.Tasks.Proprioception.Movements;

/// <summary>
/// Movements as tensors, one after another without padding: trials are laid out of them when they are read, so that windows, noise and scales
/// change without a muscle being asked again.
/// </summary>
/// <remarks>
/// One row a sample: <c>hand</c> and <c>elbow</c> (× 3, cm in the world), <c>joints</c> (× 4, degrees) and <c>muscles</c> (× muscles, mm), float32. One
/// value a movement: <c>first</c> (its first row; one more, the end of the last), <c>letter</c> (1 to 20), <c>plane</c> (0 horizontal, 1 vertical) and
/// <c>specimen</c>; <c>size</c>, <c>rotation</c>, <c>shear_x</c>, <c>shear_y</c> (radians), <c>speed</c>, <c>start_point</c> (× 3, cm), <c>joint_jerk</c> and
/// <c>muscle_jerk</c>; <c>place</c>, from 0 to 1, where in its window the movement stands, and <c>noise</c>, the seed of its spindles' noise.
/// </remarks>
public static class MovementShard
{
    /// <summary>The tensors of movements.</summary>
    /// <param name="movements">The movements.</param>
    /// <param name="muscles">How many muscles.</param>
    /// <param name="window">Item n is where movement n stands and the seed of its noise.</param>
    /// <param name="firstItem">The item of the first movement.</param>
    public static IReadOnlyDictionary<string, TensorData> Write(IReadOnlyList<Movement> movements, int muscles, RandomStream window, long firstItem)
    {
        var count = movements.Count;
        var first = new long[count + 1];
        var (place, noise) = (new double[count], new long[count]);
        for (var i = 0; i < count; i++)
        {
            first[i + 1] = first[i] + movements[i].Samples;
            var own = window.At(firstItem + i);
            place[i] = own.Uniform();
            noise[i] = own.Integer(long.MaxValue);
        }
        TensorData Samples(int width, Func<Movement, double[]> values) => Rows(movements, first[^1], width, values);
        TensorData Whole(Func<Movement, long> value) => TensorData.Of<long>(movements.Select(value).ToArray(), count);
        TensorData Number(Func<Movement, double> value) => TensorData.Of<double>(movements.Select(value).ToArray(), count);
        return new Dictionary<string, TensorData>
        {
            ["hand"] = Samples(3, movement => movement.Hand),
            ["elbow"] = Samples(3, movement => movement.Elbow),
            ["joints"] = Samples(4, movement => movement.Joints),
            ["muscles"] = Samples(muscles, movement => movement.Muscles),
            ["first"] = TensorData.Of<long>(first, count + 1),
            ["letter"] = Whole(movement => movement.Label),
            ["plane"] = Whole(movement => (long)movement.Plane),
            ["specimen"] = Whole(movement => movement.Specimen),
            ["size"] = Number(movement => movement.Variation.Size),
            ["rotation"] = Number(movement => movement.Variation.Rotation),
            ["shear_x"] = Number(movement => movement.Variation.ShearX),
            ["shear_y"] = Number(movement => movement.Variation.ShearY),
            ["speed"] = Number(movement => movement.Variation.Speed),
            ["start_point"] = TensorData.Of<double>(
                movements.SelectMany(movement => new[] { movement.Start.X, movement.Start.Y, movement.Start.Z }).ToArray(), count, 3),
            ["joint_jerk"] = Number(movement => movement.JointJerk),
            ["muscle_jerk"] = Number(movement => movement.MuscleJerk),
            ["place"] = TensorData.Of<double>(place, count),
            ["noise"] = TensorData.Of<long>(noise, count),
        };
    }

    /// <summary>The most bytes that the tensors of movements can have.</summary>
    /// <param name="movements">How many movements.</param>
    /// <param name="longest">The most samples of one.</param>
    /// <param name="muscles">How many muscles.</param>
    public static long MostBytes(long movements, long longest, int muscles) =>
        sizeof(long) + (movements * ((longest * (3 + 3 + 4 + muscles) * sizeof(float)) + (16 * sizeof(double))));

    private static TensorData Rows(IReadOnlyList<Movement> movements, long samples, int width, Func<Movement, double[]> values)
    {
        var rows = new float[samples * width];
        var at = 0;
        foreach (var movement in movements)
            foreach (var value in values(movement)) rows[at++] = (float)value;
        return TensorData.Of<float>(rows, samples, width);
    }
}
