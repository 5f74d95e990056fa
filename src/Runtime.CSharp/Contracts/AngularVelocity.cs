namespace Spindle.Contracts;

/// <summary>A speed of turning. Canonical unit: radian a second.</summary>
public readonly record struct AngularVelocity(decimal RadiansPerSecond) : IQuantity<AngularVelocity>
{
    /// <inheritdoc/>
    public static string Dimension => "angular velocity";

    /// <inheritdoc/>
    public static IReadOnlyList<Unit> Units { get; } = [new("rad/s", 1m), new("deg/s", 0.017453292519943295769236907685m)];

    /// <inheritdoc/>
    public decimal Canonical => RadiansPerSecond;

    /// <inheritdoc/>
    public static AngularVelocity FromCanonical(decimal value) => new(value);
}
