namespace Spindle.Store.Remotes;

/// <summary>What has moved to or from a remote. Safe for several threads.</summary>
public sealed class TransferCount
{
    private int results, artifacts;
    private long bytes;

    /// <summary>Results of steps that have moved whole.</summary>
    public int Results => results;

    /// <summary>Artifacts with a file of their own that have moved.</summary>
    public int Artifacts => artifacts;

    /// <summary>Bytes that have moved, entries included.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    internal void AddResult() => Interlocked.Increment(ref results);

    internal void AddArtifact() => Interlocked.Increment(ref artifacts);

    internal void AddBytes(long count) => Interlocked.Add(ref bytes, count);
}
