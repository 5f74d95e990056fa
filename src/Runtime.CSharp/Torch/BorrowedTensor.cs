using System.Buffers;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Spindle.Torch;

/// <summary>Makes tensors whose numbers stay where they are, outside of managed arrays too; TorchSharp itself has this for arrays only.</summary>
internal static unsafe partial class BorrowedTensor
{
    private delegate void Return(IntPtr address);

    /// <summary>A tensor over pinned memory, which is let go when the last tensor over it is freed.</summary>
    public static torch.Tensor Over(MemoryHandle memory, IReadOnlyList<long> shape, torch.ScalarType type)
    {
        // The native side calls back when it is done; until then nothing else holds the delegate.
        var kept = default(GCHandle);
        Return letGo = _ =>
        {
            memory.Dispose();
            kept.Free();
        };
        kept = GCHandle.Alloc(letGo);
        long[] sizes = [.. shape];
        var address = (IntPtr)memory.Pointer;
        var tensor = New(address, letGo, sizes, sizes.Length, (sbyte)type, (sbyte)type, (int)DeviceType.CPU, 0, false);
        return torch.Tensor.UnsafeCreateTensor(tensor);
    }

    [LibraryImport("LibTorchSharp", EntryPoint = "THSTensor_new")]
    private static partial IntPtr New(
        IntPtr data, Return letGo, long[] sizes, int axes, sbyte type, sbyte result, int device, int index, [MarshalAs(UnmanagedType.U1)] bool gradient);
}
