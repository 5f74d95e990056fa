using Spindle.Biomechanics;
using Spindle.Contracts;
using Spindle.Signals;

namespace Spindle.Tasks.Proprioception.Trials;

/// <summary>
/// The movements of a shard as trials of equal length: each stands at its own place in the window, its first sample is held before it and its last
/// after it, and derivatives are taken over the whole window (Sandbrink et al. 2023; Marin Vargas et al. 2024).
/// </summary>
/// <param name="shard">The shard's tensors.</param>
/// <param name="window">Samples of a trial, more than any movement has.</param>
/// <param name="timeStep">Seconds between two samples.</param>
public sealed class MovementTrials(IReadOnlyDictionary<string, TensorData> shard, int window, double timeStep)
{
    /// <summary>How many trials there are.</summary>
    public int Count => (int)shard["letter"].Count;

    /// <summary>How many muscles.</summary>
    public int Muscles => (int)shard["muscles"].Shape[1];

    /// <summary>Samples of a trial.</summary>
    public int Window => window;

    /// <summary>The letter of a trial, 1 to 20.</summary>
    public int Letter(int trial) => (int)shard["letter"].Values<long>()[trial];

    /// <summary>The first sample of a trial's movement and the one after its last.</summary>
    public (int Start, int End) Place(int trial)
    {
        var samples = Samples(trial);
        if (samples >= window) throw new InvalidOperationException($"a movement of {samples} samples does not fit into a window of {window}");
        var start = (int)(shard["place"].Values<double>()[trial] * (window - samples));
        return (start, start + samples);
    }

    /// <summary>A quantity of the trial as it is: <c>hand</c>, <c>elbow</c>, <c>joints</c> or <c>muscles</c>, window × channels.</summary>
    public double[] Held(string quantity, int trial)
    {
        var tensor = shard[quantity];
        var width = (int)tensor.Shape[1];
        var rows = tensor.Values<float>().Slice((int)First(trial) * width, Samples(trial) * width);
        var (start, end) = Place(trial);
        var result = new double[window * width];
        for (var time = 0; time < window; time++)
        {
            var row = rows.Slice(Math.Clamp(time - start, 0, end - start - 1) * width, width);
            for (var c = 0; c < width; c++) result[(time * width) + c] = row[c];
        }
        return result;
    }

    /// <summary>The derivative of a quantity, window × channels.</summary>
    /// <param name="quantity">As <see cref="Held"/> has it.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="order">1 for the velocity, 2 for the acceleration.</param>
    public double[] Derivative(string quantity, int trial, int order)
    {
        var values = Held(quantity, trial);
        for (; order > 0; order--)
        {
            var derivative = new double[values.Length];
            TimeGradient.Of(values, values.Length / window, timeStep, derivative);
            values = derivative;
        }
        return values;
    }

    /// <summary>What the spindles tell in a trial, muscles × window × channels: the published layout.</summary>
    /// <param name="signal">Which signal.</param>
    /// <param name="noise">Standard deviation of the noise, of that of each muscle and channel over the window.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="result">Room for all of it.</param>
    public void Spindles(SpindleSignal signal, double noise, int trial, Span<float> result)
    {
        var lengths = Held("muscles", trial);
        var channels = signal.Channels();
        var other = new double[lengths.Length];
        if (signal == SpindleSignal.Rate) SpindleRate.Of(lengths, Muscles, timeStep, other);
        else TimeGradient.Of(lengths, Muscles, timeStep, other);
        var stream = RandomStream.Derive(shard["noise"].Values<long>()[trial], null, "spindles.noise");
        for (var muscle = 0; muscle < Muscles; muscle++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                var values = channel == channels - 1 ? other : lengths;
                var deviation = noise > 0 ? noise * Deviation(values, muscle) : 0;
                for (var time = 0; time < window; time++)
                {
                    var value = values[(time * Muscles) + muscle] + (noise > 0 ? deviation * stream.Normal() : 0);
                    result[(((muscle * window) + time) * channels) + channel] = (float)value;
                }
            }
        }
    }

    private double Deviation(double[] values, int muscle)
    {
        double sum = 0, squares = 0;
        for (var i = muscle; i < values.Length; i += Muscles) sum += values[i];
        var mean = sum / window;
        for (var i = muscle; i < values.Length; i += Muscles) squares += (values[i] - mean) * (values[i] - mean);
        return Math.Sqrt(squares / window);
    }

    private long First(int trial) => shard["first"].Values<long>()[trial];

    private int Samples(int trial) => (int)(First(trial + 1) - First(trial));
}
