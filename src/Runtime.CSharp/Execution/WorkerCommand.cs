namespace Spindle.Execution;

/// <summary>How a worker process is started.</summary>
/// <param name="File">The program.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record WorkerCommand(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>
    /// What must stand in the environment before native libraries load. Two processes with two threads each on two cores
    /// take 2 to 4 times as long as with one each; glibc, left alone, gives large blocks back and maps them again at every
    /// training step, which costs 10 to 30 % of the time.
    /// </summary>
    public static IReadOnlyDictionary<string, string> NativeSettings { get; } = new Dictionary<string, string>
    {
        ["OMP_NUM_THREADS"] = "1",
        ["MKL_NUM_THREADS"] = "1",
        ["MALLOC_MMAP_MAX_"] = "0",
        ["MALLOC_TRIM_THRESHOLD_"] = "2147483647",
        ["MALLOC_TOP_PAD_"] = "67108864",
    };
}
