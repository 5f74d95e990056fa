namespace Spindle.Torch;

/// <summary>
/// The numbers that the binding passes to libtorch: it frees them only with the garbage, and without collections their scatter keeps freed
/// blocks apart, so that memory grows.
/// </summary>
internal static class NativeGarbage
{
    /// <summary>Frees those that are no longer used; cheap, to be called every some tens of updates.</summary>
    public static void Collect()
    {
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
    }
}
