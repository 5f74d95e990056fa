using System.Text.Json.Nodes;

namespace Spindle.Execution;

/// <summary>The library that operations compute tensors with. It is heavy, so it is loaded only where a step needs it.</summary>
public interface ITensorLibrary
{
    /// <summary>Loads the library where that has not happened yet, and computes on so many threads from now on.</summary>
    /// <param name="device">The device that the run asks for: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c> or <c>auto</c>.</param>
    /// <param name="threads">How many threads a computation uses.</param>
    /// <exception cref="Contracts.SpindleException">The library cannot be loaded, or there is no such device.</exception>
    TensorEnvironment Prepare(string device, int threads);
}

/// <summary>Where tensors are computed.</summary>
/// <param name="Device">The very device: <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Description">Versions and device class, for the provenance.</param>
public sealed record TensorEnvironment(string Device, JsonObject Description)
{
    /// <summary>The class of the device: within one, the same computation gives the same bits.</summary>
    public JsonObject Class { get; init; } = [];
}
