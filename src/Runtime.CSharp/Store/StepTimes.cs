using Spindle.Plans;

namespace Spindle.Store;

/// <summary>How long operations and single steps took in earlier runs: what a plan's time is estimated from.</summary>
public sealed class StepTimes
{
    private const int RunsRead = 20;

    private readonly Dictionary<string, double> operations;
    private readonly Lazy<Dictionary<Digest, double>> keys;

    private StepTimes(IReadOnlyList<(RunFolder Folder, RunHeader Header)> runs)
    {
        operations = runs.SelectMany(run => run.Header.Operations).GroupBy(time => time.Key, time => time.Value)
            .ToDictionary(group => group.Key, group => group.Sum(time => time.Seconds) / Math.Max(1, group.Sum(time => time.Count)));
        keys = new(() => runs.SelectMany(run => run.Folder.ReadSteps())
            .Where(step => step is { Outcome: StepOutcome.Executed, Key: not null })
            .GroupBy(step => step.Key!.Value)
            .ToDictionary(group => group.Key, group => group.Average(step => step.Seconds)));
    }

    /// <summary>Reads the latest runs of a store in which anything was executed.</summary>
    public static StepTimes Read(ContentStore store) => new(
        [.. RunFolder.List(store).Select(folder => (folder, Header: folder.ReadHeader()!)).Where(run => run.Header?.Operations.Count > 0).Take(RunsRead)]);

    /// <summary>The mean time of an operation in seconds; null where it never ran.</summary>
    public double? Of(string operation) => operations.TryGetValue(operation, out var seconds) ? seconds : null;

    /// <summary>The mean time of a step in seconds; null where it never ran.</summary>
    public double? Of(Digest key) => keys.Value.TryGetValue(key, out var seconds) ? seconds : null;
}
