namespace Spindle.Contracts;

/// <summary>The least and the greatest value that a parameter allows, each written as an experiment would write it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RangeAttribute(string least, string greatest) : Attribute
{
    /// <summary>The least value allowed, as <c>100 ms</c> or <c>1</c>; empty for none.</summary>
    public string Least { get; } = least;

    /// <summary>The greatest value allowed; empty for none.</summary>
    public string Greatest { get; } = greatest;
}
