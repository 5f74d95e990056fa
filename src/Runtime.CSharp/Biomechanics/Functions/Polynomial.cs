namespace Spindle.Biomechanics.Functions;

/// <summary>A polynomial.</summary>
/// <param name="coefficients">From the highest power down to the constant; at least one.</param>
public sealed class Polynomial(IReadOnlyList<double> coefficients) : ScalarFunction
{
    private readonly double[] coefficients = [.. coefficients];

    /// <summary>A constant.</summary>
    public static Polynomial Constant(double value) => new([value]);

    /// <summary>Whether it is the same everywhere.</summary>
    public bool IsConstant => coefficients.SkipLast(1).All(coefficient => coefficient == 0);

    /// <summary>Whether its slope is 1 or −1 everywhere.</summary>
    public bool HasUnitSlope => coefficients.Length > 1 && Math.Abs(coefficients[^2]) == 1 && coefficients.SkipLast(2).All(coefficient => coefficient == 0);

    /// <inheritdoc/>
    public override double Value(double x)
    {
        var value = 0.0;
        foreach (var coefficient in coefficients) value = value * x + coefficient;
        return value;
    }

    /// <inheritdoc/>
    public override double Slope(double x)
    {
        var (value, slope) = (0.0, 0.0);
        foreach (var coefficient in coefficients)
        {
            slope = slope * x + value;
            value = value * x + coefficient;
        }
        return slope;
    }
}
