namespace Spindle.Statistics.Demixing;

/// <summary>The components of time, stimulus, and stimulus with time, in this order.</summary>
/// <param name="Lambda">The λ of the ridge.</param>
/// <param name="Marginals">The activity and its marginals.</param>
/// <param name="Components">The components of each marginal.</param>
public sealed record DemixedPca(double Lambda, Marginals Marginals, IReadOnlyList<DemixedComponents> Components)
{
    /// <summary>What the marginals are called.</summary>
    public static IReadOnlyList<string> Names { get; } = ["time", "stimulus", "stimulus_time"];

    /// <summary>The components of mean activity for a λ.</summary>
    /// <param name="marginals">The activity.</param>
    /// <param name="lambda">λ.</param>
    /// <param name="most">The greatest number of components of a marginal.</param>
    /// <param name="padded">Whether encoders are fitted to [X, λ̃ I], else to X alone.</param>
    public static DemixedPca Of(Marginals marginals, double lambda, int most, bool padded)
    {
        using var problem = new DemixingProblem(marginals.Units, marginals.Whole, marginals.Parts, padded);
        return new(lambda, marginals, [.. Names.Select((_, part) => problem.Components(part, lambda, most))]);
    }

    /// <summary>The share of a marginal in the total variance, ΣX_φ² / ΣX².</summary>
    public double Share(int part) => Ratio(Marginals.Power(Marginals.Parts[part]));

    /// <summary>The variance of a component's course, Σ(dᵀX)² / ΣX².</summary>
    public double Variance(int part, int component) => Ratio(Marginals.Power(Course(part, component)));

    /// <summary>What of the activity one component reconstructs, 1 − ‖X − p dᵀ X‖² / ‖X‖².</summary>
    public double Reconstruction(int part, int component) => Components[part].Reconstruction(Marginals.Whole, Marginals.Whole, component, 1);

    /// <summary>What of the activity all components of all marginals together reconstruct, 1 − ‖X − Σ_φ P_φ D_φᵀ X‖² / ‖X‖².</summary>
    public double Reconstruction()
    {
        var rest = Marginals.Whole.ToArray();
        foreach (var part in Components) part.Subtract(Marginals.Whole, rest, 0, part.Count);
        return 1 - Ratio(Marginals.Power(rest));
    }

    /// <summary>The course of a component, dᵀX, conditions × steps.</summary>
    public double[] Course(int part, int component)
    {
        var columns = Marginals.Conditions * Marginals.Steps;
        return Components[part].Courses(Marginals.Whole).AsSpan(component * columns, columns).ToArray();
    }

    private double Ratio(double power)
    {
        var total = Marginals.Power(Marginals.Whole);
        return total > 0 ? power / total : 0;
    }
}
