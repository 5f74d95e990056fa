using Spindle.Plans;

namespace Spindle.Store;

/// <summary>A file that a collection would delete.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Modified">When it was last used; should that change, it is spared.</param>
public sealed record GarbageFile(string Path, long Bytes, DateTime Modified)
{
    internal static GarbageFile Of(FileInfo file) => new(file.FullName, file.Length, file.LastWriteTimeUtc);
}

/// <summary>A result that a collection would delete.</summary>
/// <param name="Key">The step's key.</param>
/// <param name="Operation">The step's operation.</param>
/// <param name="Step">The step's id when it was made; empty where that is not known.</param>
/// <param name="Seconds">How long it took to make, and would take again.</param>
/// <param name="Experiments">The experiments that made or used it, as far as runs and provenance tell, in order.</param>
/// <param name="File">Its entry.</param>
public sealed record GarbageEntry(Digest Key, string Operation, string Step, double Seconds, IReadOnlyList<string> Experiments, GarbageFile File)
{
    /// <summary>The digests of what the step made.</summary>
    internal IReadOnlyList<Digest> Outputs { get; init; } = [];
}

/// <summary>What a collection takes of one experiment. What several experiments share counts for each.</summary>
/// <param name="Experiment">Its name; empty for results of which nobody knows whose they are.</param>
/// <param name="Results">How many of its results go.</param>
/// <param name="Bytes">Their size, with the artifacts that go with them.</param>
/// <param name="Seconds">How long it would take to compute them again.</param>
public sealed record GarbageShare(string Experiment, int Results, long Bytes, double Seconds);
