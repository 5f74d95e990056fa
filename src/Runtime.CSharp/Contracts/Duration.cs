namespace Spindle.Contracts;

/// <summary>A length of time. Canonical unit: second.</summary>
public readonly record struct Duration(decimal Seconds) : IQuantity<Duration>, IComparable<Duration>
{
    /// <inheritdoc/>
    public static string Dimension => "duration";

    /// <inheritdoc/>
    public static IReadOnlyList<Unit> Units { get; } =
        [new("s", 1m), new("ms", 0.001m), new("us", 0.000001m), new("min", 60m), new("h", 3600m)];

    /// <inheritdoc/>
    public decimal Canonical => Seconds;

    /// <inheritdoc/>
    public static Duration FromCanonical(decimal value) => new(value);

    /// <summary>A duration of so many milliseconds.</summary>
    public static Duration Milliseconds(decimal value) => new(value / 1000m);

    /// <inheritdoc/>
    public int CompareTo(Duration other) => Seconds.CompareTo(other.Seconds);
}
