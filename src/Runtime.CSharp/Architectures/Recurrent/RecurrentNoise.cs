using System.Runtime.InteropServices;
using Spindle.Contracts;
using TorchSharp;
using static TorchSharp.torch;

namespace Spindle.Architectures.Recurrent;

/// <summary>Fills tensors with the noise of a network's units, of which a stream is the origin.</summary>
internal sealed class RecurrentNoise(RandomStream stream, double deviation)
{
    private readonly NormalSequence numbers = new(stream);

    /// <summary>
    /// Overwrites a tensor whose numbers lie in order with the next of the noise. Parts but the last hold a multiple of
    /// <see cref="NormalSequence.Block"/> numbers, lest some be left out.
    /// </summary>
    public void Fill(Tensor tensor)
    {
        if (deviation == 0)
        {
            tensor.zero_();
            return;
        }
        if (tensor.dtype == float32 && tensor.device_type == DeviceType.CPU)
        {
            numbers.Fill(MemoryMarshal.Cast<byte, float>(tensor.bytes), deviation);
            return;
        }
        using var host = empty(tensor.shape, float32);
        numbers.Fill(MemoryMarshal.Cast<byte, float>(host.bytes), deviation);
        tensor.copy_(host);
    }
}
