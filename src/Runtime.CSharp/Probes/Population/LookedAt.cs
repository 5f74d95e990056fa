using Spindle.Contracts;
using Spindle.Probes.Trials;
using Spindle.Tasks.Cognitive;

namespace Spindle.Probes.Population;

/// <summary>The conditions that a probe looks at.</summary>
internal static class LookedAt
{
    /// <summary>What is wrong with locations that the ring of a model's task has not; a recording tells when it is read.</summary>
    public static IEnumerable<Problem> Problems(PlannedSubject subject, string property, IReadOnlyList<long> locations) =>
        subject is not PlannedModel { Task.Spec: TrialTaskSpec task } ? []
        : locations.Where(location => location >= task.Layout().RingUnits).Select(location => new Problem(
            DiagnosticCodes.OutOfRange, property, $"there is no location {location} on a ring of {task.Layout().RingUnits}"));

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
