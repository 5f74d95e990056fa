using Spindle.Execution;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Pins;

/// <summary>The results of an experiment as its lock file pins them.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Environment">Where they were made: every value of every fact, see <see cref="ResultEnvironment"/>.</param>
/// <param name="Steps">The steps, in the plan's order.</param>
public sealed record PinnedResults(
    string Experiment, IReadOnlyDictionary<string, IReadOnlyList<string>> Environment, IReadOnlyList<PinnedStep> Steps)
{
    /// <summary>The results of a plan; null where a step has none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="entries">The result of a step by its id, or null.</param>
    public static PinnedResults? Of(Plan plan, Func<string, StepEntry?> entries)
    {
        var steps = new List<PinnedStep>(plan.Steps.Count);
        var found = new List<StepEntry>(plan.Steps.Count);
        foreach (var step in plan.Steps)
        {
            if (entries(step.Id) is not { } entry) return null;
            found.Add(entry);
            steps.Add(new(step.Id, entry.Key, step.Outputs.ToDictionary(output => output.Name, output => DigestOf(entry, output.Name))));
        }
        return new(plan.Experiment, ResultEnvironment.Of(found), steps);
    }

    private static Digest DigestOf(StepEntry entry, string output) => entry.Outputs.First(stored => stored.Name == output).Digest;
}

/// <summary>The pinned result of a step.</summary>
/// <param name="Id">The step's id.</param>
/// <param name="Key">The step's key.</param>
/// <param name="Outputs">The digests of its outputs, by name.</param>
public sealed record PinnedStep(string Id, Digest Key, IReadOnlyDictionary<string, Digest> Outputs);
