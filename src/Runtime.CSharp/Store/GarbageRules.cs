using Spindle.Plans;

namespace Spindle.Store;

/// <summary>What a collection keeps.</summary>
public sealed record GarbageRules
{
    /// <summary>Keys to keep beside those of the kept runs, with all that they were made from: what the user's experiments reach.</summary>
    public IReadOnlySet<Digest> Keep { get; init; } = new HashSet<Digest>();

    /// <summary>How many of the latest runs of every experiment are kept, beside those that are going on; null for all.</summary>
    public int? KeepRuns { get; init; }

    /// <summary>Nothing that was made or used within this time is deleted: another process may be about to use it.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long damaged files that were set aside can be looked at.</summary>
    public TimeSpan KeepQuarantined { get; init; } = TimeSpan.FromDays(30);
}
