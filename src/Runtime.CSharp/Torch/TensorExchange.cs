using System.Runtime.InteropServices;
using Spindle.Contracts;
using TorchSharp;

namespace Spindle.Torch;

/// <summary>Arrays of artifacts as tensors and back.</summary>
public static class TensorExchange
{
    /// <summary>
    /// What libtorch aligns its own memory to. Where a kernel starts decides how it splits its sums, so that memory which is
    /// aligned otherwise would give other last bits.
    /// </summary>
    private const int Alignment = 64;

    /// <summary>
    /// A tensor to read the array from, on a device: over the very bytes of a mapped artifact where they are aligned as
    /// libtorch's own, else a copy. Whoever changes it in place must call <see cref="ToTensor"/> instead.
    /// </summary>
    public static unsafe torch.Tensor AsTensor(this TensorData data, torch.Device device)
    {
        if (device.type != DeviceType.CPU || data.Bytes.IsEmpty || MemoryMarshal.TryGetArray(data.Bytes, out _)) return data.ToTensor(device);
        var memory = data.Bytes.Pin();
        if ((nint)memory.Pointer % Alignment == 0) return BorrowedTensor.Over(memory, data.Shape, Scalar(data.Type));
        memory.Dispose();
        return data.ToTensor(device);
    }

    /// <summary>A tensor with a copy of the array's numbers, on a device.</summary>
    public static torch.Tensor ToTensor(this TensorData data, torch.Device device)
    {
        var host = torch.empty([.. data.Shape], Scalar(data.Type));
        data.Bytes.Span.CopyTo(host.bytes);
        if (device.type == DeviceType.CPU) return host;
        using (host) return host.to(device);
    }

    /// <summary>
    /// A tensor with a copy of some numbers in memory of libtorch's own. The binding's <c>tensor</c> lays one over the managed array, which lies
    /// anywhere, so that sums over it would have other last bits each time.
    /// </summary>
    /// <param name="numbers">The numbers, row by row.</param>
    /// <param name="shape">The size along each axis.</param>
    public static torch.Tensor Copied(double[] numbers, params long[] shape) => TensorData.Of<double>(numbers, shape).ToTensor(torch.CPU);

    /// <summary>An array with the tensor's numbers, row by row.</summary>
    /// <exception cref="NotSupportedException">The tensor holds numbers of a type that artifacts do not have.</exception>
    public static TensorData ToData(this torch.Tensor tensor)
    {
        using var detached = tensor.detach();
        using var host = detached.cpu();
        using var row = host.contiguous();
        return new(Element(tensor.dtype), tensor.shape, row.bytes.ToArray());
    }

    private static torch.ScalarType Scalar(ElementType type) => type switch
    {
        ElementType.Float32 => torch.float32,
        ElementType.Float64 => torch.float64,
        ElementType.Int64 => torch.int64,
        _ => throw new NotSupportedException($"arrays of {type}"),
    };

    private static ElementType Element(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Float32 => ElementType.Float32,
        torch.ScalarType.Float64 => ElementType.Float64,
        torch.ScalarType.Int64 => ElementType.Int64,
        _ => throw new NotSupportedException($"tensors of {type}"),
    };
}
