namespace Spindle.Store;

/// <summary>How long operations took in earlier runs: what a plan's time is estimated from.</summary>
public sealed class StepTimes
{
    private const int RunsRead = 20;

    private readonly Dictionary<string, double> means;

    private StepTimes(Dictionary<string, double> means) => this.means = means;

    /// <summary>Reads the latest runs of a store.</summary>
    public static StepTimes Read(ContentStore store) => new(
        RunFolder.List(store).Take(RunsRead)
            .SelectMany(run => run.ReadSteps()?.Steps ?? [])
            .Where(step => step.Outcome == "executed")
            .GroupBy(step => step.Operation)
            .ToDictionary(group => group.Key, group => group.Average(step => step.Seconds)));

    /// <summary>The mean time of an operation in seconds; null where it never ran.</summary>
    public double? Of(string operation) => means.TryGetValue(operation, out var seconds) ? seconds : null;
}
