using Spindle.Contracts;
using TorchSharp;

namespace Spindle.Torch;

/// <summary>Arrays of artifacts as tensors and back; the numbers are copied both ways.</summary>
public static class TensorExchange
{
    /// <summary>A tensor with the array's numbers, on a device.</summary>
    public static torch.Tensor ToTensor(this TensorData data, torch.Device device)
    {
        var host = torch.empty([.. data.Shape], Scalar(data.Type));
        data.Bytes.Span.CopyTo(host.bytes);
        if (device.type == DeviceType.CPU) return host;
        using (host) return host.to(device);
    }

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
