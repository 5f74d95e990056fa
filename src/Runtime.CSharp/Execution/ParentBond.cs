using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Spindle.Execution;

/// <summary>Ties a worker process to the process that started it: it lives no longer, and leaves signals of the terminal to it.</summary>
internal static partial class ParentBond
{
    private const int SetParentDeathSignal = 1;
    private const int Kill = 9;

    /// <summary>Leaves interrupts to the parent until disposed; on Linux the kernel ends this process when the parent dies.</summary>
    public static IDisposable Tie()
    {
        // Where the call is refused, the end of the input still ends the worker.
        if (OperatingSystem.IsLinux()) _ = prctl(SetParentDeathSignal, Kill, 0, 0, 0);
        return PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
    }

    /// <summary>Ends this process at once, whatever its other threads do.</summary>
    public static void EndProcess()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prctl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);
}
