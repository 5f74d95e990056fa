using Spindle.Contracts;

namespace Spindle.Training;

/// <summary>Tells whether the state of a model fits the network that is to go on with it.</summary>
internal static class SameNetwork
{
    /// <summary>Fails where a trained state lacks an array of the untrained one, or has it in another shape.</summary>
    /// <exception cref="SpindleException">It does not fit.</exception>
    public static void Require(IReadOnlyDictionary<string, TensorData> untrained, IReadOnlyDictionary<string, TensorData> trained)
    {
        foreach (var (name, wanted) in untrained)
        {
            if (!trained.TryGetValue(name, out var found))
                throw Unfit($"the model named has no '{name}', which this architecture has");
            if (!found.Shape.SequenceEqual(wanted.Shape))
                throw Unfit($"'{name}' of the model named is {Text(found)}, that of this architecture {Text(wanted)}");
        }
    }

    private static string Text(TensorData data) => string.Join(" × ", data.Shape);

    private static SpindleException Unfit(string message) => new(DiagnosticCodes.ImpossibleShape, $"{message}; both models need the same task channels and architecture");
}
