using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using System.Text.Json.Nodes;

namespace Spindle.Torch;

/// <summary>The class of device that tensors are computed on: within one, the same computation gives the same bits.</summary>
public static class DeviceClass
{
    /// <summary>By this variable libtorch is told to leave newer instructions alone.</summary>
    private const string CapabilityVariable = "ATEN_CPU_CAPABILITY";

    /// <summary>The class of a device.</summary>
    /// <param name="device">The very device: <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <param name="library">The libtorch that computes.</param>
    public static JsonObject Of(string device, TorchLibrary library) => device == "cpu"
        ? new() { ["device"] = "cpu", ["isa"] = Instructions(), ["vendor"] = Vendor(), ["libtorch"] = library.Version }
        : Cuda(int.Parse(device.AsSpan("cuda:".Length), System.Globalization.CultureInfo.InvariantCulture), library);

    private static JsonObject Cuda(int index, TorchLibrary library)
    {
        var card = CudaDriver.Describe(index);
        return new()
        {
            ["device"] = "cuda",
            ["name"] = card.Name,
            ["capability"] = $"{card.Major}.{card.Minor}",
            ["multiprocessors"] = card.Multiprocessors,
            ["driver"] = card.Driver,
            ["libtorch"] = library.Version,
        };
    }

    /// <summary>The widest instructions that libtorch takes.</summary>
    private static string Instructions()
    {
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        if (Environment.GetEnvironmentVariable(CapabilityVariable) is { Length: > 0 } told) return $"{architecture} {told.ToLowerInvariant()}";
        return Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512F.VL.IsSupported && Fma.IsSupported ? $"{architecture} avx512"
            : Avx2.IsSupported && Fma.IsSupported ? $"{architecture} avx2"
            : architecture;
    }

    /// <summary>Who made the processor: the mathematical library chooses its kernels by it.</summary>
    private static string Vendor()
    {
        if (!X86Base.IsSupported) return "";
        var (_, b, c, d) = X86Base.CpuId(0, 0);
        return Encoding.ASCII.GetString([.. BitConverter.GetBytes(b), .. BitConverter.GetBytes(d), .. BitConverter.GetBytes(c)]);
    }
}
