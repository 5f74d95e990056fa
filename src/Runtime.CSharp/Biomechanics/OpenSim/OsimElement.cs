using System.Globalization;
using Spindle.Contracts;

namespace Spindle.Biomechanics.OpenSim;

/// <summary>An element of a model file, with its line.</summary>
/// <param name="Tag">Its tag.</param>
/// <param name="Name">Its attribute <c>name</c>, or empty.</param>
/// <param name="Version">Its attribute <c>Version</c>, or empty.</param>
/// <param name="Line">Where it begins.</param>
internal sealed record OsimElement(string Tag, string Name, string Version, int Line)
{
    /// <summary>The elements in it.</summary>
    public List<OsimElement> Children { get; } = [];

    /// <summary>The text in it, without that of its elements.</summary>
    public string Text { get; set; } = "";

    /// <summary>The element in it with a tag, of which there may be one.</summary>
    public OsimElement? Child(string tag)
    {
        var at = Children.FindIndex(child => child.Tag == tag);
        if (at < 0) return null;
        var again = Children.FindIndex(at + 1, child => child.Tag == tag);
        return again < 0 ? Children[at] : throw Children[again].Contradiction($"a second <{tag}> in {this}, after that of line {Children[at].Line}");
    }

    /// <summary>The element in it with a tag, which must be there.</summary>
    public OsimElement Need(string tag) => Child(tag) ?? throw Contradiction($"{this} has no <{tag}>");

    /// <summary>The elements of a set: <c>Set/objects/*</c>.</summary>
    public IReadOnlyList<OsimElement> Objects(string set)
    {
        if (Child(set) is not { } found) return [];
        found.Expect("objects", "groups");
        return found.Child("objects")?.Children ?? [];
    }

    /// <summary>The text of an element in it, without blanks around it; empty where there is none.</summary>
    public string TextOf(string tag) => Child(tag)?.Text.Trim() ?? "";

    /// <summary>The truth value of an element in it.</summary>
    public bool Flag(string tag, bool otherwise) => TextOf(tag).ToUpperInvariant() switch
    {
        "" => otherwise,
        "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        _ => throw Child(tag)!.Contradiction($"<{tag}> is '{TextOf(tag)}', expected true or false"),
    };

    /// <summary>The number of an element in it.</summary>
    public double Number(string tag, double? otherwise = null)
    {
        if (Child(tag) is not { } child) return otherwise ?? throw Contradiction($"{this} has no <{tag}>");
        return child.Numbers() is [var number] ? number : throw child.Contradiction($"<{tag}> is '{child.Text.Trim()}', expected one number");
    }

    /// <summary>The three numbers of an element in it.</summary>
    public Vec3 Vector(string tag, Vec3? otherwise = null)
    {
        if (Child(tag) is not { } child) return otherwise ?? throw Contradiction($"{this} has no <{tag}>");
        return child.Numbers() is [var x, var y, var z] ? new(x, y, z) : throw child.Contradiction($"<{tag}> is '{child.Text.Trim()}', expected three numbers");
    }

    /// <summary>The two numbers of an element in it.</summary>
    public (double First, double Second) Pair(string tag) => Need(tag) switch
    {
        var child => child.Numbers() is [var first, var second] ? (first, second) : throw child.Contradiction($"<{tag}> is '{child.Text.Trim()}', expected two numbers"),
    };

    /// <summary>The numbers in its text.</summary>
    public double[] Numbers() => [.. Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Finite)];

    /// <summary>Refuses any element in it whose tag is not among those that are known.</summary>
    public void Expect(params ReadOnlySpan<string> known)
    {
        foreach (var child in Children)
        {
            if (!known.Contains(child.Tag)) throw child.Unsupported($"{child} in {this} is not known, and it may change the geometry");
        }
    }

    /// <summary>What the file says contradicts itself.</summary>
    public SpindleException Contradiction(string message) => new(DiagnosticCodes.InconsistentModel, $"line {Line}: {message}");

    /// <summary>What the file says is not supported.</summary>
    public SpindleException Unsupported(string message) => new(DiagnosticCodes.UnsupportedModel, $"line {Line}: {message}");

    /// <inheritdoc/>
    public override string ToString() => Name == "" ? $"<{Tag}>" : $"<{Tag} name=\"{Name}\">";

    private double Finite(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Contradiction($"'{text}' in {this} is not a finite number");
}
