using System.Reflection;
using Spindle.Contracts;

namespace Spindle.Catalog;

/// <summary>A quantity's dimension and units, and how its values are made and read, found by reflection.</summary>
internal sealed record QuantityType(string Dimension, IReadOnlyList<Unit> Units, Func<decimal, object> Make, Func<object, decimal> Canonical)
{
    /// <summary>The quantity that a type is, or null.</summary>
    public static QuantityType? Of(Type type)
    {
        var isQuantity = type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQuantity<>));
        if (!isQuantity) return null;
        var describe = typeof(QuantityType).GetMethod(nameof(Describe), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (QuantityType)describe.MakeGenericMethod(type).Invoke(null, null)!;
    }

    private static QuantityType Describe<T>() where T : struct, IQuantity<T> =>
        new(T.Dimension, T.Units, value => T.FromCanonical(value), value => ((T)value).Canonical);
}
