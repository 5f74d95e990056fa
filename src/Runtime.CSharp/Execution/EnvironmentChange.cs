namespace Spindle.Execution;

/// <summary>A fact of the environment that differs between results.</summary>
/// <param name="Name">The fact, as <c>libtorch</c>.</param>
/// <param name="Before">Its values in the first; none where it is not known there.</param>
/// <param name="After">Its values in the second; none where it is not known there.</param>
public sealed record EnvironmentChange(string Name, IReadOnlyList<string> Before, IReadOnlyList<string> After)
{
    /// <summary>The facts of which the second has a value that the first lacks, or the other way round.</summary>
    public static IReadOnlyList<EnvironmentChange> Between(
        IReadOnlyDictionary<string, IReadOnlyList<string>> before, IReadOnlyDictionary<string, IReadOnlyList<string>> after) =>
    [
        .. from name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
           let one = before.GetValueOrDefault(name, [])
           let other = after.GetValueOrDefault(name, [])
           where !one.SequenceEqual(other)
           select new EnvironmentChange(name, one, other),
    ];

    /// <summary>The facts of one result that are not among those that are known.</summary>
    public static IReadOnlyList<EnvironmentChange> Outside(
        IReadOnlyDictionary<string, IReadOnlyList<string>> known, IReadOnlyDictionary<string, string> found) =>
    [
        .. from fact in found
           let values = known.GetValueOrDefault(fact.Key, [])
           where !values.Contains(fact.Value)
           select new EnvironmentChange(fact.Key, values, [fact.Value]),
    ];
}
