using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Spindle.Contracts;

namespace Spindle.Torch;

/// <summary>TorchSharp's native half. It was built with a new compiler and asks for a libstdc++ that older systems lack.</summary>
internal static class TorchShim
{
    /// <summary>
    /// A copy of the shim that this system can load. The shim names <c>GLIBCXX_3.4.31</c> and <c>3.4.32</c> (GCC 13) without
    /// needing a symbol of the latter; where libstdc++ is older, a copy in which those requests are weak is loaded instead.
    /// </summary>
    /// <param name="shim">The shim as packaged. libtorch must be loaded already.</param>
    public static string Loadable(string shim)
    {
        if (NativeLibrary.TryLoad(shim, out var handle))
        {
            NativeLibrary.Free(handle);
            return shim;
        }
        var image = File.ReadAllBytes(shim);
        return ElfVersions.MarkWeak(image, version => version is "GLIBCXX_3.4.31" or "GLIBCXX_3.4.32") == 0 ? shim : Keep(image);
    }

    /// <summary>The file with these bytes in a folder of the user's own: it is code, so its content is compared before each use.</summary>
    private static string Keep(byte[] image)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        if (home == "") throw new SpindleException(DiagnosticCodes.NoLibTorch, "no folder for the user's own files, expected HOME to name one");
        var folder = Path.Combine(home, "spindle", "shim", Convert.ToHexStringLower(SHA256.HashData(image))[..16]);
        var path = Path.Combine(folder, "libLibTorchSharp.so");
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(image)) return path;
        Directory.CreateDirectory(folder);
        var unfinished = $"{path}.{Environment.ProcessId}";
        File.WriteAllBytes(unfinished, image);
        File.Move(unfinished, path, overwrite: true);
        return path;
    }
}
