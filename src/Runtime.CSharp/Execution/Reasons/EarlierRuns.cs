using Spindle.Store;

namespace Spindle.Execution.Reasons;

/// <summary>What came of a step in an earlier run.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Step">What the run recorded.</param>
public sealed record EarlierStep(string Run, RunStep Step);

/// <summary>The latest runs of an experiment, each read when it is first asked for. Safe for several threads.</summary>
/// <param name="store">The store that has their records.</param>
/// <param name="experiment">The experiment's name.</param>
/// <param name="most">How many of them are looked at.</param>
/// <param name="except">The run that is not an earlier one: the present one.</param>
public sealed class EarlierRuns(ContentStore store, string experiment, int most, string except = "")
{
    private readonly Lock door = new();
    private readonly List<(string Name, Dictionary<string, RunStep> Steps)> read = [];
    private IEnumerator<RunFolder>? rest;

    /// <summary>What came of a step, the latest run first; runs that did not get to it are left out.</summary>
    /// <exception cref="StoreException">The records cannot be read.</exception>
    public IEnumerable<EarlierStep> Of(string step)
    {
        for (var place = 0; At(place) is var (name, steps); place++)
            if (steps.TryGetValue(step, out var found) && found.Key is not null) yield return new(name, found);
    }

    /// <summary>What came of every step of an operation, the latest run first.</summary>
    /// <exception cref="StoreException">The records cannot be read.</exception>
    public IEnumerable<EarlierStep> OfOperation(string operation)
    {
        for (var place = 0; At(place) is var (name, steps); place++)
            foreach (var step in steps.Values)
                if (step.Operation == operation && step.Key is not null) yield return new(name, step);
    }

    /// <summary>What came of a step in a run; null where it did not get to it.</summary>
    /// <exception cref="StoreException">The records cannot be read.</exception>
    public RunStep? In(string run, string step)
    {
        for (var place = 0; At(place) is var (name, steps); place++)
            if (name == run) return steps.GetValueOrDefault(step);
        return null;
    }

    private (string Name, Dictionary<string, RunStep> Steps)? At(int place)
    {
        lock (door)
        {
            rest ??= RunFolder.List(store).Where(run => run.Name != except && run.ReadHeader()?.Experiment == experiment).Take(most).GetEnumerator();
            while (read.Count <= place)
            {
                if (!rest.MoveNext()) return null;
                read.Add((rest.Current.Name, rest.Current.ReadSteps().ToDictionary(step => step.Step)));
            }
            return read[place];
        }
    }
}
