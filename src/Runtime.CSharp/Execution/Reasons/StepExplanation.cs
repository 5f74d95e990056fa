using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution.Reasons;

/// <summary>Explains the steps of a plan before it runs.</summary>
public sealed class StepExplanation
{
    /// <summary>So many runs are looked at by <c>why</c>, which may take its time.</summary>
    public const int ManyRuns = 50;

    /// <summary>So many runs are looked at where an explanation comes along with something else.</summary>
    public const int FewRuns = 5;

    private readonly Dictionary<string, StepStatus> statuses;
    private readonly KeyReasons reasons;
    private readonly RootCauses causes;

    /// <summary>Prepares to explain.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="statuses">What the store knows of its steps.</param>
    /// <param name="store">The store.</param>
    /// <param name="mostRuns">How many of the latest runs are compared with.</param>
    public StepExplanation(Plan plan, IReadOnlyList<StepStatus> statuses, ContentStore store, int mostRuns)
    {
        this.statuses = statuses.ToDictionary(status => status.Step.Id);
        var runs = new EarlierRuns(store, plan.Experiment, mostRuns);
        reasons = new(store, runs);
        causes = new(store, runs, this.statuses);
    }

    /// <summary>The reason of a step, as far as it is told in a line.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StepReason InShort(string step) => Of(step, compare: false);

    /// <summary>The reason of a step; one that never ran under its name is compared with the nearest result.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StepReason Of(string step) => Of(step, compare: true);

    /// <summary>Where the changes of a step's inputs began.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<RootCause> RootsOf(string step, StepReason.Changed reason) => causes.Of(statuses[step].Step, reason);

    private StepReason Of(string step, bool compare)
    {
        var status = statuses[step];
        if (status.Entry is { } entry) return new StepReason.Known(entry);
        if (status.Key is not { } key) return new StepReason.Waits(FirstToRun(status.Step));
        return reasons.Of(status.Step, key, compare);
    }

    /// <summary>The steps that must run first of all those that a step depends on.</summary>
    private List<string> FirstToRun(Step step)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>();
        var open = new Stack<Step>([step]);
        while (open.TryPop(out var next))
        {
            foreach (var input in next.Inputs.Values)
            {
                if (!seen.Add(input.Step)) continue;
                var status = statuses[input.Step];
                if (status.State == StepState.ToRun) found.Add(input.Step);
                if (status.State == StepState.Unknown) open.Push(status.Step);
            }
        }
        return [.. found];
    }
}
