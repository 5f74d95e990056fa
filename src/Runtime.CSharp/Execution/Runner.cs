using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>Brings the steps of a plan up to date: what the store knows is taken from it, the rest is executed.</summary>
/// <param name="store">Where results are looked up and kept.</param>
/// <param name="executor">Runs single steps.</param>
/// <param name="warnings">Where the store tells what it meets; null where nobody listens.</param>
/// <param name="clock">Tells the times in events and provenance.</param>
public sealed class Runner(ContentStore store, IStepExecutor executor, StoreWarnings? warnings = null, TimeProvider? clock = null)
{
    /// <summary>
    /// Runs a plan. A step starts when the content of all its inputs is known; one that fails takes along only what
    /// depends on it. All that was finished is stored, however the run ends.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="observer">Hears what happens.</param>
    /// <param name="cancellation">Ends the run: steps that run are told to end, and get <see cref="RunOptions.Grace"/> for it.</param>
    /// <returns>How every step ended; an interrupted run says so.</returns>
    /// <exception cref="ArgumentException">The plan is out of order, or <see cref="RunOptions.Only"/> names no step of it.</exception>
    public Task<RunSummary> RunAsync(Plan plan, RunOptions options, IRunObserver observer, CancellationToken cancellation)
    {
        var graph = StepGraph.Of(plan, options.Only);
        var time = clock ?? TimeProvider.System;
        var attempts = new StepAttempts(store, executor, new(plan.Experiment, options.Run), options.Reasons, time);
        return new ActiveRun(plan.Experiment, graph, options, store, warnings ?? new(), attempts, observer, time).RunAsync(cancellation);
    }
}
