namespace Spindle.Contracts;

/// <summary>An amount of memory. Canonical unit: gigabyte, 10⁹ bytes.</summary>
public readonly record struct MemorySize(decimal Gigabytes) : IQuantity<MemorySize>, IComparable<MemorySize>
{
    private const decimal BytesOfGigabyte = 1_000_000_000m;

    /// <inheritdoc/>
    public static string Dimension => "amount of memory";

    /// <inheritdoc/>
    public static IReadOnlyList<Unit> Units { get; } =
    [
        new("GB", 1m),
        new("MB", 0.001m),
        new("TB", 1000m),
        new("GiB", 1.073741824m),
        new("MiB", 0.001048576m),
    ];

    /// <inheritdoc/>
    public decimal Canonical => Gigabytes;

    /// <summary>The amount in bytes.</summary>
    public long Bytes => (long)(Gigabytes * BytesOfGigabyte);

    /// <inheritdoc/>
    public static MemorySize FromCanonical(decimal value) => new(value);

    /// <summary>An amount of so many bytes.</summary>
    public static MemorySize OfBytes(long value) => new(value / BytesOfGigabyte);

    /// <inheritdoc/>
    public int CompareTo(MemorySize other) => Gigabytes.CompareTo(other.Gigabytes);
}
