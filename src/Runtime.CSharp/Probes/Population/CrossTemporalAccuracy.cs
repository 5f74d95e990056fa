using Spindle.Contracts;
using Spindle.Probes.Trials;
using Spindle.Statistics;
using Spindle.Statistics.SupportVectors;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Probes.Population;

/// <summary>The accuracy of every training window at every test window.</summary>
internal sealed class CrossTemporalAccuracy
{
    private readonly CrossTemporalDecoding probe;
    private readonly TrialActivity activity;
    private readonly SlidingWindows windows;
    private readonly int[] labels, held, tested;
    private readonly int classes;
    private readonly double[] features;
    private readonly int[][] training;

    /// <summary>What is trained and tested on.</summary>
    /// <param name="probe">How.</param>
    /// <param name="activity">The trials.</param>
    /// <param name="synthesis">What draws the trials that are made up.</param>
    /// <exception cref="SpindleException">A location has no trial to train on.</exception>
    public CrossTemporalAccuracy(CrossTemporalDecoding probe, TrialActivity activity, RandomStream synthesis)
    {
        (this.probe, this.activity) = (probe, activity);
        windows = probe.Windows(activity.Steps, activity.TimeStep);
        var conditions = ConditionTrials.Present(activity);
        var trials = new ConditionTrials(activity, conditions).Trials;
        classes = conditions.Count;
        for (var at = 0; at < classes; at++)
        {
            if (trials[at].Length > probe.HeldOut) continue;
            var message = $"location {conditions[at]} has {trials[at].Length} trials, of which {probe.HeldOut} are held out";
            throw new SpindleException(DiagnosticCodes.UnmetRequirement, $"{message}: none is left to train on");
        }
        if (classes < 2) throw new SpindleException(DiagnosticCodes.UnmetRequirement, "there are trials of one location only");
        var kept = (int)probe.HeldOut;
        labels = [.. activity.Cue.Select(cue => conditions.ToList().IndexOf(cue))];
        held = [.. trials.SelectMany(of => of.Take(kept)).Order()];
        tested = probe.HeldOutOnly ? held : [.. Enumerable.Range(0, activity.Trials)];
        training = Training([.. trials.Select(of => of[kept..])], synthesis);
        TrainingLabels = [.. training.Select(sources => labels[sources[0]])];
        features = windows.Means(activity);
        if (probe.ZScore) Standardise();
    }

    /// <summary>The class of every training sample.</summary>
    private int[] TrainingLabels { get; }

    /// <summary>Accuracy, training windows × test windows.</summary>
    public double[] Measure(IStepContext context)
    {
        using var scope = NewDisposeScope();
        var count = windows.Count;
        var accuracy = new double[count * count];
        var all = TensorExchange.Copied(features, count, activity.Trials, activity.Units);
        var others = all.index_select(1, tensor(tested.Select(trial => (long)trial).ToArray())).reshape(-1, activity.Units);
        var own = all.index_select(1, tensor(held.Select(trial => (long)trial).ToArray()));
        for (var window = 0; window < count; window++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            using var temporary = NewDisposeScope();
            using var classifier = new RadialClassifier(Samples(window), TrainingLabels, classes, probe.Cost);
            var predicted = classifier.Predict(others);
            for (var test = 0; test < count; test++)
                accuracy[(window * count) + test] = Share(predicted.AsSpan(test * tested.Length, tested.Length), tested);
            accuracy[(window * count) + window] = Share(classifier.Predict(own[window]), held);
            context.Progress((window + 1.0) / count, $"window {window + 1} of {count}");
        }
        return accuracy;
    }

    /// <summary>
    /// The trial that every unit of every training sample comes from: one for all units of a real trial, one drawn for each unit of one
    /// that is made up.
    /// </summary>
    private int[][] Training(int[][] trials, RandomStream synthesis)
    {
        var samples = new List<int[]>();
        foreach (var of in trials)
        {
            samples.AddRange(of.Select(trial => Enumerable.Repeat(trial, activity.Units).ToArray()));
            for (var made = 0; made < probe.SyntheticTrials; made++)
                samples.Add([.. Enumerable.Range(0, activity.Units).Select(_ => of[synthesis.Integer(of.Length)])]);
        }
        return [.. samples];
    }

    private Tensor Samples(int window)
    {
        var samples = new double[training.Length * activity.Units];
        for (var sample = 0; sample < training.Length; sample++)
        {
            for (var unit = 0; unit < activity.Units; unit++) samples[(sample * activity.Units) + unit] = Feature(window, training[sample][unit], unit);
        }
        return TensorExchange.Copied(samples, training.Length, activity.Units);
    }

    private ref double Feature(int window, int trial, int unit) => ref features[(((window * activity.Trials) + trial) * activity.Units) + unit];

    private void Standardise()
    {
        for (var window = 0; window < windows.Count; window++)
        {
            for (var unit = 0; unit < activity.Units; unit++)
            {
                var scores = ZScore.Of([.. Enumerable.Range(0, activity.Trials).Select(trial => Feature(window, trial, unit))]);
                for (var trial = 0; trial < activity.Trials; trial++) Feature(window, trial, unit) = scores[trial];
            }
        }
    }

    private double Share(ReadOnlySpan<int> predicted, int[] trials)
    {
        var right = 0;
        for (var at = 0; at < trials.Length; at++) right += predicted[at] == labels[trials[at]] ? 1 : 0;
        return right / (double)trials.Length;
    }
}
