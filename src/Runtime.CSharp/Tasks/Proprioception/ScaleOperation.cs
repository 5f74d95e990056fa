using Spindle.Contracts;
using Spindle.Tasks.Proprioception.Trials;

namespace Spindle.Tasks.Proprioception;

/// <summary>
/// Measures the mean and the standard deviation of every muscle's signals over all samples of all trials of a shard. What never changes, such as
/// a muscle between two joints that are held, has the standard deviation 1, so that it is scaled to 0.
/// </summary>
[Operation("character_recognition/scale")]
public sealed class ScaleOperation : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var task = context.Parameter<CharacterRecognition>("task");
        var trials = task.Trials(context.ReadTensors("movements"));
        var (channels, window) = (task.Signal.Channels(), trials.Window);
        var (mean, squares) = (new double[trials.Muscles * channels], new double[trials.Muscles * channels]);
        var values = new float[mean.Length * window];
        var count = 0L;
        for (var trial = 0; trial < trials.Count; trial++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            trials.Spindles(task.Signal, task.NoiseLevel(), trial, values);
            for (var time = 0; time < window; time++)
            {
                count++;
                for (var i = 0; i < mean.Length; i++)
                {
                    // Welford 1962: the sums stay small, whatever the mean.
                    var value = values[(((i / channels * window) + time) * channels) + (i % channels)];
                    var off = value - mean[i];
                    mean[i] += off / count;
                    squares[i] += off * (value - mean[i]);
                }
            }
        }
        var deviation = squares.Select(sum => Math.Sqrt(sum / count)).Select(sd => sd > 1e-6 ? sd : 1).ToArray();
        context.WriteTensors("scales", new Dictionary<string, TensorData>
        {
            ["mean"] = TensorData.Of<double>(mean, trials.Muscles, channels),
            ["sd"] = TensorData.Of<double>(deviation, trials.Muscles, channels),
        });
    }
}
