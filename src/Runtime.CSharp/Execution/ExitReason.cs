namespace Spindle.Execution;

/// <summary>How a process ended, in words.</summary>
internal static class ExitReason
{
    /// <summary>What an exit code says; .NET adds 128 to the number of a signal.</summary>
    public static string Of(int code) => code switch
    {
        0 => "ended before its step did",
        > 128 and < 193 => $"was killed by signal {code - 128}{NameOf(code - 128)}",
        _ => $"ended with exit code {code}",
    };

    private static string NameOf(int signal) => signal switch
    {
        4 => " (SIGILL)",
        6 => " (SIGABRT)",
        7 => " (SIGBUS)",
        8 => " (SIGFPE)",
        9 => " (SIGKILL; where nobody sent it, the machine ran out of memory)",
        11 => " (SIGSEGV)",
        15 => " (SIGTERM)",
        _ => "",
    };
}
