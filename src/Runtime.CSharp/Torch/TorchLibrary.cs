namespace Spindle.Torch;

/// <summary>The libtorch that this process has loaded; part of the provenance of every result that tensors made.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Version">libtorch's own version, as <c>2.10.0</c>.</param>
/// <param name="Binding">The version of TorchSharp, as <c>0.107.0</c>.</param>
/// <param name="Cuda">Whether the CUDA libraries were found beside it.</param>
public sealed record TorchLibrary(string Folder, string Version, string Binding, bool Cuda)
{
    /// <summary>As records quote it: <c>libtorch 2.10.0, TorchSharp 0.107.0</c>.</summary>
    public override string ToString() => $"libtorch {Version}, TorchSharp {Binding}";
}
