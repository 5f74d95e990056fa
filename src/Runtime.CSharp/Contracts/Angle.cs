namespace Spindle.Contracts;

/// <summary>An angle. Canonical unit: degree.</summary>
public readonly record struct Angle(decimal Degrees) : IQuantity<Angle>
{
    /// <inheritdoc/>
    public static string Dimension => "angle";

    /// <inheritdoc/>
    public static IReadOnlyList<Unit> Units { get; } = [new("deg", 1m), new("rad", 57.295779513082320876798154814m)];

    /// <inheritdoc/>
    public decimal Canonical => Degrees;

    /// <summary>The angle in radians.</summary>
    public double Radians => (double)Degrees * (Math.PI / 180);

    /// <inheritdoc/>
    public static Angle FromCanonical(decimal value) => new(value);
}
