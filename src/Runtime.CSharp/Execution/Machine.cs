using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Spindle.Execution;

/// <summary>The machine that a step ran on, for the provenance; never part of a key.</summary>
public static class Machine
{
    private const string ProcessorInfo = "/proc/cpuinfo";

    /// <summary>Host, operating system, processor, cores and runtime.</summary>
    public static JsonObject Describe() => new()
    {
        ["host"] = Environment.MachineName,
        ["os"] = RuntimeInformation.OSDescription,
        ["cpu"] = Processor(),
        ["cores"] = Environment.ProcessorCount,
        ["runtime"] = RuntimeInformation.FrameworkDescription,
    };

    private static string Processor()
    {
        var architecture = RuntimeInformation.ProcessArchitecture.ToString();
        if (!File.Exists(ProcessorInfo)) return architecture;
        var model = File.ReadLines(ProcessorInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return model is null ? architecture : model[(model.IndexOf(':') + 1)..].Trim();
    }
}
