using System.Diagnostics;
using System.Globalization;

namespace Spindle.Bench;

/// <summary>The same training in PyTorch, in a process that waits between its turns.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process process;

    private Peer(Process process) => this.process = process;

    /// <summary>Starts it; null where python3 has no PyTorch.</summary>
    public static Peer? Start(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() is { } greeting && greeting.StartsWith("PyTorch", StringComparison.Ordinal))
        {
            Console.WriteLine(greeting);
            return new(process);
        }
        Console.WriteLine("python3 has no PyTorch: no peer");
        process.Dispose();
        return null;
    }

    /// <summary>Milliseconds of an update, over so many of them.</summary>
    public double Time(int updates)
    {
        process.StandardInput.WriteLine(updates);
        process.StandardInput.Flush();
        return double.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
