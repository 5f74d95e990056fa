using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Tests.Kinds;

/// <summary>A process that holds the lock of a step: says <c>held</c>, and lets go at the end of its input.</summary>
public static class LockHolder
{
    /// <summary>Holds the lock.</summary>
    /// <param name="store">The store.</param>
    /// <param name="key">The step's key.</param>
    public static async Task<int> Hold(ContentStore store, Digest key)
    {
        using var held = await StepLock.AcquireAsync(store, key, CancellationToken.None);
        Console.WriteLine(held is null ? "known" : "held");
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
