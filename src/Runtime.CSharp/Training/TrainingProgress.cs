using Spindle.Contracts;

namespace Spindle.Training;

/// <summary>How far a training on trials is.</summary>
/// <param name="Update">Updates made.</param>
/// <param name="Stopped">Whether all is learnt, so that no more are made.</param>
public readonly record struct TrainingProgress(long Update, bool Stopped)
{
    private const string UpdateName = "training.update", StoppedName = "training.stopped";

    /// <summary>What a state says; of an untrained network, the beginning.</summary>
    public static TrainingProgress Read(IReadOnlyDictionary<string, TensorData> state) =>
        new(Number(state, UpdateName), Number(state, StoppedName) != 0);

    /// <summary>As a state holds it.</summary>
    public IEnumerable<KeyValuePair<string, TensorData>> State() =>
    [
        new(UpdateName, TensorData.Of<long>([Update], 1)),
        new(StoppedName, TensorData.Of<long>([Stopped ? 1 : 0], 1)),
    ];

    private static long Number(IReadOnlyDictionary<string, TensorData> state, string name) =>
        state.TryGetValue(name, out var data) ? data.Values<long>()[0] : 0;
}
