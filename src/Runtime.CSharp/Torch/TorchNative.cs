using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Spindle.Contracts;

namespace Spindle.Torch;

/// <summary>
/// Loads libtorch. TorchSharp asks for its natives by bare name; all of them are loaded here by full path, and the runtime's
/// question is answered with what was loaded, so that one folder is used and no other.
/// </summary>
public static class TorchNative
{
    /// <summary>The variable that names a <c>torch/lib</c> folder to use instead of the packaged libtorch.</summary>
    public const string FolderVariable = "SPINDLE_LIBTORCH";

    /// <summary>The version that the packaged shim was built for; libtorch promises no binary compatibility beyond it.</summary>
    private const string FittingVersion = "2.10.";

    // A process can hold one libtorch and never lets go of it: operators registered twice abort the process. Hence one
    // static value, made at the first call and never changed.
    private static readonly Lazy<TorchLibrary> Library = new(LoadOnce);

    /// <summary>Loads libtorch unless it is loaded. Call it before the first use of any TorchSharp type.</summary>
    /// <exception cref="SpindleException">It is not there, or does not fit; the code says which.</exception>
    public static TorchLibrary Load() => Library.Value;

    private static TorchLibrary LoadOnce()
    {
        var named = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } value ? value : null;
        var folder = named ?? Packaged();
        if (!File.Exists(Path.Combine(folder, "libtorch_cpu.so")))
            throw Missing($"no libtorch_cpu.so in '{folder}', expected {FolderVariable} to name a torch/lib folder");
        var shim = Path.Combine(OwnFolder(), "torch", "shim", "libLibTorchSharp.so");
        if (named is not null) CheckSymbols(shim, named);
        var cuda = File.Exists(Path.Combine(folder, "libtorch_cuda.so"));
        string[] names = ["c10", "torch_cpu", .. cuda ? ["c10_cuda", "torch_cuda"] : Array.Empty<string>(), "torch"];
        var handles = names.ToDictionary(name => name, name => Open(Path.Combine(folder, $"lib{name}.so")));
        var version = Version(handles["torch_cpu"]);
        if (!version.StartsWith(FittingVersion, StringComparison.Ordinal))
            throw Mismatch($"the libtorch in '{folder}' is {version}, expected {FittingVersion}x");
        handles["LibTorchSharp"] = Open(TorchShim.Loadable(shim));
        var context = AssemblyLoadContext.GetLoadContext(typeof(TorchNative).Assembly) ?? AssemblyLoadContext.Default;
        context.ResolvingUnmanagedDll += (_, name) => handles.GetValueOrDefault(name);
        return new(folder, version, Binding(), cuda);
    }

    /// <summary>Where a build found libtorch among the packages, else where a published program carries it.</summary>
    private static string Packaged()
    {
        var package = typeof(TorchNative).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == "Spindle.LibTorch")?.Value;
        return Directory.Exists(package) ? package : Path.Combine(OwnFolder(), "torch", "lib");
    }

    /// <summary>The folder of this assembly; a script's host runs from elsewhere.</summary>
    private static string OwnFolder() =>
        Path.GetDirectoryName(typeof(TorchNative).Assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;

    private static void CheckSymbols(string shim, string folder)
    {
        var missing = ElfSymbols.Missing(shim, folder);
        if (missing.Count > 0)
            throw Mismatch($"the libtorch in '{folder}' lacks {missing.Count} functions, first {missing[0]}; expected version {FittingVersion}x");
    }

    private static IntPtr Open(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException cause)
        {
            throw Missing($"'{path}' could not be loaded: {cause.Message}", cause);
        }
    }

    /// <summary>libtorch's version by its C interface, which packs major, minor and patch into the upper three bytes.</summary>
    private static unsafe string Version(IntPtr library)
    {
        if (!NativeLibrary.TryGetExport(library, "aoti_torch_abi_version", out var function)) return "older than 2.9";
        var packed = ((delegate* unmanaged<ulong>)function)();
        return $"{packed >> 56}.{(packed >> 48) & 0xFF}.{(packed >> 40) & 0xFF}";
    }

    private static SpindleException Missing(string message, Exception? cause = null) => new(DiagnosticCodes.NoLibTorch, message, cause);

    private static SpindleException Mismatch(string message) => new(DiagnosticCodes.LibTorchMismatch, message);

    private static string Binding() => typeof(TorchNative).Assembly.GetReferencedAssemblies()
        .Single(assembly => assembly.Name == "TorchSharp").Version?.ToString(3) ?? "";
}
