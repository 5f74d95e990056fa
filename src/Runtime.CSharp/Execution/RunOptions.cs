using Spindle.Execution.Reasons;
using Spindle.Plans;
using Spindle.Store;
using Spindle.Store.Remotes;

namespace Spindle.Execution;

/// <summary>How a plan is to be run. Nothing in here changes a result, and only <see cref="Numerics"/> a key.</summary>
public sealed record RunOptions
{
    /// <summary>The run's name, kept in the provenance of what it executes.</summary>
    public string Run { get; init; } = "";

    /// <summary>How many threads may compute at once; a step takes as many as it declares, but never more than there are.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>The device for steps that compute with tensors: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c> or <c>auto</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Whose results are accepted.</summary>
    public Numerics Numerics { get; init; } = Numerics.Shared;

    /// <summary>Whether the first failure ends the run; otherwise only what depends on the failed step is skipped.</summary>
    public bool FailFast { get; init; }

    /// <summary>The ids of the steps to bring up to date, with all that they need; null for every step.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    /// <summary>The files that the plan was made from, by the digest of their content.</summary>
    public IReadOnlyDictionary<Digest, FrozenFile> Files { get; init; } = new Dictionary<Digest, FrozenFile>();

    /// <summary>Says why steps execute; null where nobody asks.</summary>
    public RunReasons? Reasons { get; init; }

    /// <summary>Where what is known of failed steps is kept; null for nowhere.</summary>
    public FailureFiles? Failures { get; init; }

    /// <summary>The remote that is asked for what the store lacks; null for none. It ends with its maker, not with the run.</summary>
    public RunRemote? Remote { get; init; }

    /// <summary>How long running steps may go on after an interruption before they are stopped the hard way.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The same for a run that is recorded under a name.</summary>
    public RunOptions With(string run, RunReasons reasons, FailureFiles failures) => this with { Run = run, Reasons = reasons, Failures = failures };
}
