using Spindle.Contracts;
using Spindle.Probes.Trials;
using Spindle.Statistics;
using Spindle.Tasks.Cognitive;

namespace Spindle.Probes.Maturation;

/// <summary>
/// The answers of a network to all pairs of cue and distractor: <c>performance</c> [cue, distractor], and by distance <c>counts</c>
/// [distance, bin] of errors and their sums <c>errors</c> [distance], degrees. Streams, with one item a pair:
/// <c>distractor_resistance.trials</c>, <c>distractor_resistance.noise</c>.
/// </summary>
[Operation("distractor_resistance/answer", Random = true, Tensors = true)]
public sealed class DistractorAnswers : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        const int places = DistractorResistance.Places;
        const int distances = (places / 2) + 1;
        using var network = new AnsweringNetwork(context, "distractor_resistance");
        var trials = (int)context.Parameter<long>("repetitions");
        var bins = new EvenBins(0, 180, (int)context.Parameter<long>("bins"));
        var (performance, sums, counts) = (new double[places * places], new double[distances], new long[distances * bins.Count]);
        for (var pair = 0; pair < places * places; pair++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var (cue, distractor) = (pair / places, pair % places);
            var judged = network.Answer(new TrialMode.Distracted(cue, distractor, trials), pair);
            double[] errors = [.. judged.Error.Where(double.IsFinite).Select(error => error * 180 / Math.PI)];
            var distance = DistractorResistance.Distance(cue, distractor);
            performance[pair] = judged.Performance;
            sums[distance] += errors.Sum();
            var own = bins.Counts(errors);
            for (var bin = 0; bin < own.Length; bin++) counts[(distance * bins.Count) + bin] += own[bin];
            context.Progress((pair + 1) / (double)(places * places), "pairs of cue and distractor");
        }
        context.WriteTensors("answers", new Dictionary<string, TensorData>
        {
            ["performance"] = TensorData.Of<double>(performance, places, places),
            ["errors"] = TensorData.Of<double>(sums, distances),
            ["counts"] = TensorData.Of<long>(counts, distances, bins.Count),
        });
    }
}
