using TorchSharp;

namespace Spindle.Torch;

/// <summary>Functions in TorchScript, compiled at the first call of one. libtorch never frees compiled code: one copy serves the process.</summary>
/// <param name="text">The functions; it ends with a line end.</param>
internal sealed class TorchScript(string text)
{
    private readonly Lazy<torch.jit.CompilationUnit> unit = new(() =>
    {
        TorchNative.Load();
        return torch.jit.compile(text);
    });

    /// <summary>
    /// Calls a function. The binding makes a native number of every float and lets go of it before the call, so that a garbage collection in
    /// between frees it too early: here they live as long as the call, and no longer.
    /// </summary>
    /// <param name="function">Its name.</param>
    /// <param name="arguments">Tensors, numbers, truth values, or null.</param>
    /// <returns>What it returns: a tensor, a tuple of tensors, or null.</returns>
    public object? Call(string function, params object?[] arguments)
    {
        var numbers = new List<Scalar>();
        var native = new object?[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            native[i] = arguments[i];
            if (arguments[i] is not double number) continue;
            Scalar scalar = number;
            numbers.Add(scalar);
            native[i] = scalar;
        }
        var result = unit.Value.invoke(function, native!);
        GC.KeepAlive(native);
        foreach (var number in numbers) number.Dispose();
        return result;
    }
}
