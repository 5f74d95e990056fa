namespace Spindle.Biomechanics.Functions;

/// <summary>A function of one number, with its slope: what joints, couplers, moving points and muscle curves are made of.</summary>
public abstract class ScalarFunction
{
    /// <summary>The value at <paramref name="x"/>.</summary>
    public abstract double Value(double x);

    /// <summary>The slope at <paramref name="x"/>.</summary>
    public abstract double Slope(double x);
}
