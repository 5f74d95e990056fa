using System.Globalization;
using Spindle.Plans;

namespace Spindle.Execution;

/// <summary>
/// Which results are computed again. Every one has a place in an order that the seed and its key decide, and the first part of
/// that order is taken: the same seed gives the same sample, a larger part contains a smaller one, names play no role.
/// </summary>
public static class RecomputationSample
{
    /// <summary>The sample, in the plan's order: the steps with a result, those with one key once.</summary>
    /// <param name="statuses">The steps.</param>
    /// <param name="fraction">The part to take, above 0 and up to 1; at least one step is taken.</param>
    /// <param name="seed">The seed.</param>
    public static IReadOnlyList<StepStatus> Of(IEnumerable<StepStatus> statuses, double fraction, long seed)
    {
        var finished = statuses.Where(status => status.Entry is not null).DistinctBy(status => status.Entry!.Key).ToList();
        var wanted = (int)Math.Ceiling(fraction * finished.Count);
        var taken = finished.Select(status => status.Entry!.Key).OrderBy(key => Place(key, seed), StringComparer.Ordinal).Take(wanted).ToHashSet();
        return [.. finished.Where(status => taken.Contains(status.Entry!.Key))];
    }

    private static string Place(Digest key, long seed) => Digest.Of(string.Create(CultureInfo.InvariantCulture, $"{seed}\n{key.Hex}")).Hex;
}
