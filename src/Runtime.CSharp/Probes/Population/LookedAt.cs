using Spindle.Contracts;
using Spindle.Probes.Trials;

namespace Spindle.Probes.Population;

/// <summary>The conditions that a probe looks at.</summary>
internal static class LookedAt
{
    /// <summary>The locations that were asked for, in their order; all that have trials where none were.</summary>
    /// <exception cref="SpindleException">There are no trials of one of them.</exception>
    public static IReadOnlyList<int> Of(TrialActivity activity, IReadOnlyList<long> locations)
    {
        var present = ConditionTrials.Present(activity);
        foreach (var location in locations.Where(location => !present.Contains((int)location)))
            throw new SpindleException(DiagnosticCodes.UnmetRequirement, $"there are no trials of location {location}, only of {string.Join(", ", present)}");
        return locations.Count == 0 ? present : [.. locations.Select(location => (int)location)];
    }
}
