using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive;

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

    /// <summary>What can be told before anything runs of a model whose state a network is to go on with.</summary>
    /// <param name="property">The parameter that names the model.</param>
    /// <param name="model">The model.</param>
    /// <param name="task">The task of the network.</param>
    /// <param name="architecture">The network.</param>
    public static IEnumerable<Problem> Problems(string property, PlannedModel model, PlannedTask task, ArchitectureSpec architecture)
    {
        if (model.Architecture.GetType() != architecture.GetType() || (model.Architecture as RecurrentSpec)?.Units != (architecture as RecurrentSpec)?.Units)
            yield return new(DiagnosticCodes.ImpossibleShape, property, $"'{model.Name}' has another architecture", "name the same architecture in both models");
        if (task.Spec is TrialTaskSpec own && model.Task.Spec is TrialTaskSpec other && own.Layout() != other.Layout())
            yield return new(DiagnosticCodes.ImpossibleShape, property, $"the task of '{model.Name}' has other channels", "name tasks with the same channels in both models");
    }

    private static string Text(TensorData data) => string.Join(" × ", data.Shape);

    private static SpindleException Unfit(string message) => new(DiagnosticCodes.ImpossibleShape, $"{message}; both models need the same task channels and architecture");
}
