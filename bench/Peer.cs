using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Spindle.Bench;

/// <summary>The same work in another program, in a process that waits between its turns.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process process;

    private Peer(Process process) => this.process = process;

    /// <summary>Starts a script that trains with PyTorch; null where python3 has no PyTorch.</summary>
    public static Peer? Start(string script, params string[] arguments) =>
        Start("python3", [Path.Combine(AppContext.BaseDirectory, script), .. arguments], "PyTorch", "python3 has no PyTorch: no peer");

    /// <summary>Starts a program, which first greets with its name and version; null, with a line that says why, where it does not.</summary>
    public static Peer? Start(string program, IReadOnlyList<string> arguments, string name, string otherwise)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() is { } greeting && greeting.StartsWith(name, StringComparison.Ordinal))
        {
            Console.WriteLine(greeting);
            return new(process);
        }
        Console.WriteLine(otherwise);
        process.Dispose();
        return null;
    }

    /// <summary>Compiles a C program; false, with a line that says why, where there is no compiler or not what the program needs.</summary>
    public static bool Compile(string source, string program, string library)
    {
        var start = new ProcessStartInfo("cc", ["-O2", "-o", program, Path.Combine(AppContext.BaseDirectory, source), $"-l{library}"]) { RedirectStandardError = true };
        try
        {
            using var compiler = Process.Start(start)!;
            var said = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            if (compiler.ExitCode == 0) return true;
            Console.WriteLine($"{source} does not compile here: no peer ({said.Split('\n')[0]})");
        }
        catch (Win32Exception)
        {
            Console.WriteLine($"no C compiler for {source}: no peer");
        }
        return false;
    }

    /// <summary>Milliseconds of an update, or of a pass, over so many of them.</summary>
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
