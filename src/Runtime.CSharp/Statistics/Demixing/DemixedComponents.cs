namespace Spindle.Statistics.Demixing;

/// <summary>
/// The components of one marginal, by falling singular value. Of a component and its opposite the one is taken whose encoder has
/// its entry of greatest magnitude positive.
/// </summary>
/// <param name="Units">N.</param>
/// <param name="Count">How many components: as many as asked for, at most the rank of the marginal.</param>
/// <param name="Encoder">P, units × components, orthonormal columns.</param>
/// <param name="Decoder">D, units × components: the components' courses are DᵀX.</param>
public sealed record DemixedComponents(int Units, int Count, double[] Encoder, double[] Decoder)
{
    /// <summary>The courses of the components, Z = DᵀX, components × columns of X.</summary>
    /// <param name="activity">X, units × columns.</param>
    public double[] Courses(ReadOnlySpan<double> activity)
    {
        var columns = activity.Length / Units;
        var courses = new double[Count * columns];
        for (var unit = 0; unit < Units; unit++)
        {
            var row = activity.Slice(unit * columns, columns);
            for (var component = 0; component < Count; component++)
            {
                var weight = Decoder[(unit * Count) + component];
                for (var column = 0; column < columns; column++) courses[(component * columns) + column] += weight * row[column];
            }
        }
        return courses;
    }

    /// <summary>
    /// How much of a target its reconstruction from the activity explains: 1 − ‖target − P Dᵀ X‖² / ‖target‖², with the first
    /// components; 0 for a target that is 0.
    /// </summary>
    /// <param name="activity">X, units × columns.</param>
    /// <param name="target">As large as X: X itself, or a marginal.</param>
    /// <param name="from">The first component that is used.</param>
    /// <param name="count">How many are used.</param>
    public double Reconstruction(ReadOnlySpan<double> activity, ReadOnlySpan<double> target, int from, int count)
    {
        var rest = target.ToArray();
        Subtract(activity, rest, from, count);
        var power = Marginals.Power(target);
        return power > 0 ? 1 - (Marginals.Power(rest) / power) : 0;
    }

    /// <summary>Takes the reconstruction P Dᵀ X by some components off what is as large as X.</summary>
    internal void Subtract(ReadOnlySpan<double> activity, double[] rest, int from, int count)
    {
        var (courses, columns) = (Courses(activity), activity.Length / Units);
        for (var unit = 0; unit < Units; unit++)
        {
            for (var component = from; component < from + count; component++)
            {
                var weight = Encoder[(unit * Count) + component];
                for (var column = 0; column < columns; column++) rest[(unit * columns) + column] -= weight * courses[(component * columns) + column];
            }
        }
    }
}
