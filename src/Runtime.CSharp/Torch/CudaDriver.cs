using System.Runtime.InteropServices;
using Spindle.Contracts;

namespace Spindle.Torch;

/// <summary>What NVIDIA's driver says of a card. The binding of libtorch does not ask.</summary>
internal static partial class CudaDriver
{
    private const string Library = "libcuda.so.1";
    private const int Multiprocessors = 16, Major = 75, Minor = 76;

    /// <summary>A card.</summary>
    /// <param name="Name">As <c>NVIDIA H100 80GB HBM3</c>.</param>
    /// <param name="Major">The first part of its compute capability.</param>
    /// <param name="Minor">The second part.</param>
    /// <param name="Multiprocessors">How many multiprocessors it has.</param>
    /// <param name="Driver">The newest CUDA that the driver knows, as <c>12.8</c>.</param>
    public sealed record Card(string Name, int Major, int Minor, int Multiprocessors, string Driver);

    /// <summary>The card of an index among those that this process sees.</summary>
    /// <exception cref="SpindleException">The driver does not answer.</exception>
    public static unsafe Card Describe(int index)
    {
        try
        {
            Check(cuInit(0));
            Check(cuDeviceGet(out var device, index));
            var name = stackalloc byte[256];
            Check(cuDeviceGetName(name, 255, device));
            Check(cuDriverGetVersion(out var version));
            return new(
                Marshal.PtrToStringUTF8((nint)name) ?? "",
                Attribute(Major, device),
                Attribute(Minor, device),
                Attribute(Multiprocessors, device),
                $"{version / 1000}.{version % 1000 / 10}");
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new SpindleException(DiagnosticCodes.NoNumerics, $"the driver of the CUDA devices cannot be asked: {missing.Message}", missing);
        }
    }

    private static int Attribute(int attribute, int device)
    {
        Check(cuDeviceGetAttribute(out var value, attribute, device));
        return value;
    }

    private static void Check(int result)
    {
        if (result != 0) throw new SpindleException(DiagnosticCodes.NoNumerics, $"the driver of the CUDA devices answered with error {result}");
    }

    [LibraryImport(Library)]
    private static partial int cuInit(uint flags);

    [LibraryImport(Library)]
    private static partial int cuDeviceGet(out int device, int ordinal);

    [LibraryImport(Library)]
    private static unsafe partial int cuDeviceGetName(byte* name, int length, int device);

    [LibraryImport(Library)]
    private static partial int cuDeviceGetAttribute(out int value, int attribute, int device);

    [LibraryImport(Library)]
    private static partial int cuDriverGetVersion(out int version);
}
