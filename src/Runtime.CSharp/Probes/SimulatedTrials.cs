using Spindle.Contracts;

namespace Spindle.Probes;

/// <summary>
/// Simulated trials of a ring attractor as its data set holds them: rates after every step, with the heading after the
/// step and the velocity applied in it.
/// </summary>
internal sealed class SimulatedTrials
{
    private readonly TensorData rates, heading, velocity;

    /// <summary>Reads a data set.</summary>
    /// <param name="data"><c>rates</c> [B, T, N], <c>heading</c> [B, T] in rad, <c>velocity</c> [B, T] in rad/s.</param>
    public SimulatedTrials(IReadOnlyDictionary<string, TensorData> data)
    {
        (rates, heading, velocity) = (data["rates"], data["heading"], data["velocity"]);
        (Trials, Steps, Neurons) = ((int)rates.Shape[0], (int)rates.Shape[1], (int)rates.Shape[2]);
    }

    /// <summary>Trials, B.</summary>
    public int Trials { get; }

    /// <summary>Steps of a trial, T.</summary>
    public int Steps { get; }

    /// <summary>Neurons round the ring, N.</summary>
    public int Neurons { get; }

    /// <summary>Every trial from its first step.</summary>
    public IReadOnlyList<TrialStart> Beginnings => [.. Enumerable.Range(0, Trials).Select(trial => new TrialStart(trial, 0))];

    /// <summary>The rates of all neurons after a step.</summary>
    public ReadOnlySpan<float> Rates(int trial, int step) =>
        rates.Values<float>().Slice(checked(((trial * Steps) + step) * Neurons), Neurons);

    /// <summary>The heading after a step, rad.</summary>
    public float Heading(int trial, int step) => heading.Values<float>()[(trial * Steps) + step];

    /// <summary>The velocity applied in a step, rad/s.</summary>
    public float Velocity(int trial, int step) => velocity.Values<float>()[(trial * Steps) + step];
}

/// <summary>A moment from which a prediction sets out: the state after a step of a trial is given.</summary>
internal readonly record struct TrialStart(int Trial, int Step);
