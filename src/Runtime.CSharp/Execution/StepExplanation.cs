using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>Why a step must run, or why it need not.</summary>
public abstract record StepReason
{
    /// <summary>Its result is in the store.</summary>
    public sealed record Known(StepEntry Entry) : StepReason;

    /// <summary>It ran with the very same key before, and its result is gone or was damaged.</summary>
    public sealed record Lost(string Run) : StepReason;

    /// <summary>It differs from what ran under its name before.</summary>
    /// <param name="Run">The run that is compared with.</param>
    /// <param name="Changes">Every value of the key text that differs.</param>
    public sealed record Changed(string Run, IReadOnlyList<KeyChange> Changes) : StepReason;

    /// <summary>Nothing ran under its name before.</summary>
    /// <param name="Nearest">The step of a stored result of the same operation that shares the most with it; null where there is none.</param>
    /// <param name="Changes">Every value in which the two differ.</param>
    public sealed record First(string? Nearest, IReadOnlyList<KeyChange> Changes) : StepReason;

    /// <summary>Whether it must run depends on steps that have yet to run.</summary>
    /// <param name="Steps">The first of them on every way to it.</param>
    public sealed record Waits(IReadOnlyList<string> Steps) : StepReason;
}

/// <summary>Explains steps from the key texts that are kept: a step's own, and those of earlier results.</summary>
public sealed class StepExplanation
{
    private readonly ContentStore store;
    private readonly Dictionary<string, StepStatus> statuses;
    private readonly List<(RunFolder Run, Lazy<Dictionary<string, Digest?>> Keys)> runs;

    /// <summary>Looks a plan up in a store.</summary>
    public StepExplanation(Plan plan, ContentStore store)
    {
        this.store = store;
        statuses = PlanStatus.Of(plan, store).ToDictionary(status => status.Step.Id);
        runs =
        [
            .. from run in RunFolder.List(store)
               where run.ReadHeader()?.Experiment == plan.Experiment
               select (run, new Lazy<Dictionary<string, Digest?>>(() => run.ReadSteps().ToDictionary(step => step.Step, step => step.Key))),
        ];
    }

    /// <summary>The reason of a step of the plan.</summary>
    public StepReason Of(string step)
    {
        var status = statuses[step];
        if (status.Entry is { } entry) return new StepReason.Known(entry);
        if (status.Key is not { } key) return new StepReason.Waits(FirstToRun(status.Step));
        foreach (var (run, keys) in runs)
        {
            if (!keys.Value.TryGetValue(step, out var before) || before is not { } digest) continue;
            if (digest == key.Digest) return new StepReason.Lost(run.Name);
            if (store.Recall(digest) is { } earlier) return new StepReason.Changed(run.Name, KeyDifference.Between(earlier.KeyText, key.Text));
        }
        return Unprecedented(status.Step, key);
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

    private StepReason.First Unprecedented(Step step, StepKey key)
    {
        var nearest = (
            from run in runs
            from earlier in run.Keys.Value.Values.OfType<Digest>().Distinct()
            let entry = store.Recall(earlier)
            where entry is not null && entry.Provenance["operation"]?.GetValue<string>() == step.Operation
            orderby KeyDifference.Agreement(entry.KeyText, key.Text) descending
            select entry).FirstOrDefault();
        return nearest is null
            ? new(null, [])
            : new(nearest.Provenance["step"]?.GetValue<string>(), KeyDifference.Between(nearest.KeyText, key.Text));
    }
}
