using Spindle.Contracts;
using TorchSharp;

namespace Spindle.Torch;

/// <summary>Devices by the names that steps use.</summary>
public static class TorchDevice
{
    /// <summary>The device of a name: <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>. Loads libtorch.</summary>
    /// <exception cref="SpindleException">There is no such device.</exception>
    public static torch.Device Of(string name)
    {
        TorchNative.Load();
        return name == "cpu" ? torch.CPU : Cuda(name);
    }

    private static torch.Device Cuda(string name)
    {
        var text = name == "cuda" ? "0" : name.StartsWith("cuda:", StringComparison.Ordinal) ? name[5..] : "";
        if (!int.TryParse(text, out var index))
            throw new SpindleException(DiagnosticCodes.NoDevice, $"'{name}' is no device, expected cpu, cuda or cuda:0");
        var count = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        return index >= 0 && index < count
            ? torch.device($"cuda:{index}")
            : throw new SpindleException(DiagnosticCodes.NoDevice, $"device '{name}' was asked for, {count} CUDA devices were found");
    }
}
