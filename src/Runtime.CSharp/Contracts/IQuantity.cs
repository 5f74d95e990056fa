namespace Spindle.Contracts;

/// <summary>A number with a unit. Values are exact decimals in the canonical unit, which is the first of <see cref="Units"/>.</summary>
/// <typeparam name="TSelf">The quantity itself.</typeparam>
public interface IQuantity<TSelf> where TSelf : struct, IQuantity<TSelf>
{
    /// <summary>What is measured, for messages: "duration".</summary>
    static abstract string Dimension { get; }

    /// <summary>The units it may be written in, the canonical one first.</summary>
    static abstract IReadOnlyList<Unit> Units { get; }

    /// <summary>The value for a number of canonical units.</summary>
    static abstract TSelf FromCanonical(decimal value);

    /// <summary>The value in the canonical unit.</summary>
    decimal Canonical { get; }
}
