using System.Runtime.Intrinsics;
using System.Text.Json.Nodes;
using Spindle.Contracts;
using Spindle.Statistics.SupportVectors;
using Spindle.Tasks.Proprioception;
using Spindle.Tasks.Proprioception.Handwriting;
using Spindle.Tasks.Proprioception.Trials;

namespace Spindle.Probes.Baselines;

/// <summary>Trains and tests the baseline's classifiers on one representation.</summary>
[Operation("letter_baseline/classify")]
public sealed class ClassifyLetters : IOperation
{
    /// <summary>The noise of the published rates.</summary>
    private const double Noise = 0.3;

    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<LetterBaseline>("probe");
        var shards = context.Parameter<string>("shards").Split(' ');
        var (train, labels) = Read(context, probe, shards.Where(name => name.StartsWith("training/", StringComparison.Ordinal)), probe.Training);
        var (test, truth) = Read(context, probe, shards.Where(name => name.StartsWith("test/", StringComparison.Ordinal)), probe.Test);
        var pairs = Letters.Alphabet.Length * (Letters.Alphabet.Length - 1) / 2;
        var machines = VotingMachines.Train(
            Products(train, train, context.Cancellation),
            labels,
            Letters.Alphabet.Length,
            probe.Costs,
            done => context.Progress(done, $"{Math.Round(done * pairs)} of {pairs} pairs"),
            context.Cancellation);
        // A trial at a time, since the products of all would be many times what they are made of.
        var told = Enumerable.Range(0, truth.Length).Count(i => machines.Winner(Products([test[i]], train, context.Cancellation)) == truth[i]);
        context.WriteRecord("accuracy", new JsonObject
        {
            ["svm"] = (double)told / truth.Length,
            ["nearest_mean"] = NearestMean(train, labels, test, truth),
        });
    }

    private static (double[][] Features, int[] Labels) Read(IStepContext context, LetterBaseline probe, IEnumerable<string> shards, long count)
    {
        var task = context.Parameter<CharacterRecognition>("task");
        var representation = context.Parameter<string>("representation");
        var (features, labels) = (new List<double[]>(), new List<int>());
        foreach (var shard in shards)
        {
            var trials = task.Trials(context.ReadTensors(shard));
            for (var trial = 0; trial < trials.Count && features.Count < count; trial++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                features.Add(Thinned(Values(trials, representation, trial), trials.Window, (int)probe.Stride));
                labels.Add(trials.Letter(trial) - 1);
            }
        }
        return ([.. features], [.. labels]);
    }

    /// <summary>The representation of a trial, channel after channel.</summary>
    private static double[] Values(MovementTrials trials, string representation, int trial)
    {
        if (representation == "spindles")
        {
            var rates = new float[trials.Muscles * trials.Window];
            trials.Spindles(SpindleSignal.Rate, Noise, trial, rates);
            return [.. rates.Select(rate => (double)rate)];
        }
        var held = trials.Held(representation, trial);
        var channels = held.Length / trials.Window;
        return [.. Enumerable.Range(0, held.Length).Select(i => held[(i % trials.Window * channels) + (i / trials.Window)])];
    }

    private static double[] Thinned(double[] values, int window, int stride) => [.. values.Where((_, i) => i % window % stride == 0)];

    /// <summary>x·y + 1 for every pair of rows.</summary>
    private static double[] Products(double[][] rows, double[][] columns, CancellationToken cancellation)
    {
        var products = new double[rows.Length * columns.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var column = 0; column < columns.Length; column++) products[(row * columns.Length) + column] = Dot(rows[row], columns[column]) + 1;
        }
        return products;
    }

    /// <summary>In the same order whatever the machine's vectors: four sums that are fixed.</summary>
    private static double Dot(double[] one, double[] other)
    {
        var sum = Vector256<double>.Zero;
        var i = 0;
        for (; i + 4 <= one.Length; i += 4) sum += Vector256.Create(one, i) * Vector256.Create(other, i);
        var total = sum[0] + sum[1] + (sum[2] + sum[3]);
        for (; i < one.Length; i++) total += one[i] * other[i];
        return total;
    }

    private static double NearestMean(double[][] train, int[] labels, double[][] test, int[] truth)
    {
        var means = Enumerable.Range(0, Letters.Alphabet.Length).Select(label =>
        {
            var own = train.Where((_, i) => labels[i] == label).ToArray();
            return Enumerable.Range(0, train[0].Length).Select(feature => own.Average(features => features[feature])).ToArray();
        }).ToArray();
        var right = 0;
        for (var i = 0; i < test.Length; i++)
        {
            var nearest = Enumerable.Range(0, means.Length).MinBy(label => means[label].Zip(test[i], (mean, value) => (mean - value) * (mean - value)).Sum());
            if (nearest == truth[i]) right++;
        }
        return (double)right / test.Length;
    }
}
