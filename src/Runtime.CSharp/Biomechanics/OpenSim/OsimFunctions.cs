using Spindle.Biomechanics.Functions;

namespace Spindle.Biomechanics.OpenSim;

/// <summary>Reads functions of one coordinate.</summary>
internal static class OsimFunctions
{
    /// <summary>
    /// The function that is a property of an element: inside an element of the property's name (old layout), or with that name as its attribute (current one).
    /// </summary>
    public static ScalarFunction? Of(OsimElement owner, string property)
    {
        switch (owner.Children.FindAll(child => Is(child, property)))
        {
            case []:
                return null;
            case [var only] when only.Tag != property:
                return Read(only);
            case [var wrapper]:
                if (wrapper.Children.Count > 1) throw wrapper.Contradiction($"<{property}> of {owner} has {wrapper.Children.Count} functions, expected one");
                return wrapper.Children is [var inner] ? Read(inner) : null;
            case var several:
                throw several[1].Contradiction($"a second {property} in {owner}");
        }
    }

    /// <summary>Refuses any element in another one that is neither known nor one of its properties that are functions.</summary>
    public static void Expect(OsimElement owner, IReadOnlyList<string> properties, params ReadOnlySpan<string> known)
    {
        foreach (var child in owner.Children)
        {
            if (!known.Contains(child.Tag) && !properties.Any(property => Is(child, property)))
                throw child.Unsupported($"{child} in {owner} is not known, and it may change the geometry");
        }
    }

    private static bool Is(OsimElement element, string property) => element.Tag == property || element.Name == property;

    private static ScalarFunction Read(OsimElement element)
    {
        switch (element.Tag)
        {
            case "Constant":
                element.Expect("value");
                return Polynomial.Constant(element.Number("value", 0));
            case "LinearFunction":
                element.Expect("coefficients");
                return element.Need("coefficients").Numbers() is { Length: 2 } line ? new Polynomial(line) : throw element.Contradiction($"{element} needs two coefficients");
            case "PolynomialFunction":
                element.Expect("coefficients");
                return element.Need("coefficients").Numbers() is { Length: > 0 } powers ? new Polynomial(powers) : throw element.Contradiction($"{element} has no coefficients");
            case "SimmSpline" or "NaturalCubicSpline" or "natCubicSpline":
                return Knots(element, repeating: true) switch { var (x, y) => new SimmSpline(x, y) };
            case "PiecewiseLinearFunction":
                return Knots(element, repeating: false) switch { var (x, y) => new PiecewiseLinear(x, y) };
            case "MultiplierFunction":
                Expect(element, ["function"], "scale");
                return Multiple.Of(element.Number("scale", 1), Of(element, "function") ?? throw element.Contradiction($"{element} has no function to multiply"));
            default:
                throw element.Unsupported($"the function {element} is not supported");
        }
    }

    private static (double[] X, double[] Y) Knots(OsimElement element, bool repeating)
    {
        element.Expect("x", "y");
        var (x, y) = (element.Need("x").Numbers(), element.Need("y").Numbers());
        if (x.Length != y.Length) throw element.Contradiction($"{element} has {x.Length} x and {y.Length} y");
        if (x.Length < 2) throw element.Contradiction($"{element} has {x.Length} knots, expected at least two");
        for (var i = 1; i < x.Length; i++)
        {
            if (x[i] < x[i - 1] || (!repeating && x[i] == x[i - 1])) throw element.Contradiction($"the x of {element} do not increase at {x[i]}");
        }
        return (x, y);
    }
}
