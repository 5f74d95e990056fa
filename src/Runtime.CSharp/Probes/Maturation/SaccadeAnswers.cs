using Spindle.Contracts;
using Spindle.Probes.Trials;
using Spindle.Tasks.Cognitive;

namespace Spindle.Probes.Maturation;

/// <summary>
/// The errors of a network's responses in the test trials of a rule, <c>errors</c> in degrees, NaN where there is no direction. Streams:
/// <c>saccade_distribution.trials</c>, <c>saccade_distribution.noise</c>.
/// </summary>
[Operation("saccade_distribution/answer", Random = true, Tensors = true)]
public sealed class SaccadeAnswers : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        using var network = new AnsweringNetwork(context, "saccade_distribution");
        var judged = network.Answer(new TrialMode.Test((int)context.Parameter<long>("repetitions")), 0);
        double[] errors = [.. judged.Error.Select(error => error * 180 / Math.PI)];
        context.WriteTensors("answers", new Dictionary<string, TensorData> { ["errors"] = TensorData.Of<double>(errors, errors.Length) });
    }
}
