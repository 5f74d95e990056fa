using Spindle.Contracts;

namespace Spindle.Training;

/// <summary>How far a training on trials is.</summary>
/// <param name="Update">Updates made.</param>
/// <param name="Phase">The phase that it is in.</param>
/// <param name="Since">The update that the phase began with.</param>
/// <param name="Stopped">Whether all phases are over, so that no more updates are made.</param>
public readonly record struct TrainingProgress(long Update, int Phase, long Since, bool Stopped)
{
    private const string UpdateName = "training.update", PhaseName = "training.phase", SinceName = "training.phase_since", StoppedName = "training.stopped";

    /// <summary>What a state says; of an untrained network, the beginning.</summary>
    public static TrainingProgress Read(IReadOnlyDictionary<string, TensorData> state) => new(
        Number(state, UpdateName), (int)Number(state, PhaseName), Number(state, SinceName), Number(state, StoppedName) != 0);

    /// <summary>As a state holds it.</summary>
    public IEnumerable<KeyValuePair<string, TensorData>> State() =>
        [Of(UpdateName, Update), Of(PhaseName, Phase), Of(SinceName, Since), Of(StoppedName, Stopped ? 1 : 0)];

    /// <summary>The next phase, from now on.</summary>
    public TrainingProgress Next(int phases) => this with { Phase = Phase + 1, Since = Update, Stopped = Phase + 1 == phases };

    private static KeyValuePair<string, TensorData> Of(string name, long number) => new(name, TensorData.Of<long>([number], 1));

    private static long Number(IReadOnlyDictionary<string, TensorData> state, string name) =>
        state.TryGetValue(name, out var data) ? data.Values<long>()[0] : 0;
}
