namespace Spindle.Biomechanics.Functions;

/// <summary>A multiple of another function.</summary>
public sealed class Multiple(double scale, ScalarFunction inner) : ScalarFunction
{
    /// <inheritdoc/>
    public override double Value(double x) => scale * inner.Value(x);

    /// <inheritdoc/>
    public override double Slope(double x) => scale * inner.Slope(x);

    /// <summary>The multiple, a polynomial where the function is one.</summary>
    public static ScalarFunction Of(double scale, ScalarFunction inner) =>
        inner is Polynomial { IsConstant: true } ? Polynomial.Constant(scale * inner.Value(0)) : new Multiple(scale, inner);
}
