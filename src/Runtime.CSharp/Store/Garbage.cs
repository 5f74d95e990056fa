using Spindle.Plans;

namespace Spindle.Store;

/// <summary>A file that a collection would delete.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Modified">When it was last used; should that change, it is spared.</param>
public sealed record GarbageFile(string Path, long Bytes, DateTime Modified);

/// <summary>A result that a collection would delete.</summary>
/// <param name="Key">The step's key.</param>
/// <param name="Operation">The step's operation.</param>
/// <param name="Step">The step's id when it was made; empty where that is not known.</param>
/// <param name="Seconds">How long it took to make, and would take again.</param>
/// <param name="File">Its entry.</param>
public sealed record GarbageEntry(Digest Key, string Operation, string Step, double Seconds, GarbageFile File);
