using Spindle.Plans;

namespace Spindle.Store;

/// <summary>What a collection keeps. Tags, young files and runs that are going on are kept in any case.</summary>
public sealed record GarbageRules
{
    /// <summary>
    /// Gives the keys to keep beside those of the kept runs, with all that they were made from: what the user's experiments
    /// and the plans of running processes reach. Asked before the preview, and again just before anything is deleted.
    /// </summary>
    public Func<IReadOnlySet<Digest>> Keep { get; init; } = () => new HashSet<Digest>();

    /// <summary>How many of the latest runs of every experiment are kept, beside those that are going on; null for all.</summary>
    public int? KeepRuns { get; init; }

    /// <summary>Experiments of which every run is kept.</summary>
    public IReadOnlySet<string> KeepRunsOf { get; init; } = new HashSet<string>();

    /// <summary>Nothing that was made or used within this time is deleted: another process may be about to use it.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Of what nothing reaches, delete what was not used for so long; null for no limit of age.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>
    /// Of what nothing reaches, delete what was longest unused until the store has at most so many bytes; null for no limit of
    /// size. Without either limit everything that nothing reaches is deleted.
    /// </summary>
    public long? MostBytes { get; init; }

    /// <summary>How long damaged files that were set aside can be looked at.</summary>
    public TimeSpan KeepQuarantined { get; init; } = TimeSpan.FromDays(30);
}
