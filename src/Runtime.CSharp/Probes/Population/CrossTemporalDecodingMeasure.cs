using Spindle.Contracts;
using Spindle.Probes.Trials;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Probes.Population;

/// <summary>Measures <see cref="CrossTemporalDecoding"/>.</summary>
[Operation("cross_temporal_decoding/measure", Random = true, Tensors = true)]
public sealed class CrossTemporalDecodingMeasure : IOperation
{
    /// <summary>The stream of the trials that are made up; item 0.</summary>
    public const string Stream = "cross_temporal_decoding/synthesis";

    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        TorchNative.Load();
        set_num_threads(1);
        var (probe, activity) = (context.Parameter<CrossTemporalDecoding>("probe"), context.ReadActivity());
        var windows = probe.Windows(activity.Steps, activity.TimeStep);
        if (windows.Count == 0)
            throw new SpindleException(DiagnosticCodes.TimeGrid, $"a window of {windows.Width} steps does not fit trials of {activity.Steps} steps");
        var accuracy = new CrossTemporalAccuracy(probe, activity, context.Random(Stream).At(0)).Measure(context);
        var step = (double)activity.TimeStep.Seconds;
        var starts = Enumerable.Range(0, windows.Count).Select(window => window * windows.Stride * step).ToArray();
        var diagonal = Enumerable.Range(0, windows.Count).Select(window => accuracy[(window * windows.Count) + window]).ToArray();
        context.WriteMetrics(Metrics(activity, windows, accuracy, diagonal));
        context.WriteTensors("accuracy", new Dictionary<string, TensorData>
        {
            ["accuracy"] = TensorData.Of<double>(accuracy, windows.Count, windows.Count),
            ["start"] = TensorData.Of<double>(starts, windows.Count),
        });
        context.WriteTable("diagonal", new([new NumberColumn("start", "s", starts), new NumberColumn("accuracy", "", diagonal)]));
        context.WriteTable("epochs", Epochs(activity, windows, accuracy));
        context.WriteFigure("cross_temporal_decoding", Draw(activity, windows, accuracy, starts, diagonal));
    }

    private static Dictionary<string, double> Metrics(TrialActivity activity, SlidingWindows windows, double[] accuracy, double[] diagonal)
    {
        var metrics = new Dictionary<string, double> { ["maximum_accuracy"] = diagonal.Max() };
        foreach (var epoch in activity.Epochs)
        {
            var within = windows.Within(epoch).ToList();
            if (within.Count > 0) metrics[$"diagonal_accuracy_{epoch.Name}"] = within.Average(window => diagonal[window]);
            var apart = windows.Apart(epoch, epoch).ToList();
            if (apart.Count > 0) metrics[$"off_diagonal_accuracy_{epoch.Name}"] = Mean(windows, accuracy, apart);
        }
        return metrics;
    }

    private static double Mean(SlidingWindows windows, double[] accuracy, IEnumerable<(int Training, int Test)> pairs) =>
        pairs.Average(pair => accuracy[(pair.Training * windows.Count) + pair.Test]);

    /// <summary>The mean accuracy from epoch to epoch, over pairs of windows that share no step.</summary>
    private static Table Epochs(TrialActivity activity, SlidingWindows windows, double[] accuracy)
    {
        var blocks = (
            from training in activity.Epochs
            from test in activity.Epochs
            let pairs = windows.Apart(training, test).ToList()
            where pairs.Count > 0
            select (training, test, pairs)).ToList();
        return new(
        [
            new TextColumn("training", [.. blocks.Select(block => block.training.Name)]),
            new TextColumn("test", [.. blocks.Select(block => block.test.Name)]),
            new IntegerColumn("pairs", "", [.. blocks.Select(block => (long)block.pairs.Count)]),
            new NumberColumn("accuracy", "", [.. blocks.Select(block => Mean(windows, accuracy, block.pairs))]),
        ]);
    }

    private static Figure Draw(TrialActivity activity, SlidingWindows windows, double[] accuracy, double[] starts, double[] diagonal)
    {
        var end = windows.Count * windows.Stride * (double)activity.TimeStep.Seconds;
        var chance = 1.0 / ConditionTrials.Present(activity).Count;
        var borders = ComponentFigure.Borders(activity);
        var map = new HeatmapPanel(
            "Accuracy", new("Test window from", "s"), new("Training window from", "s"), [.. accuracy.Select(value => (float)value)],
            windows.Count, windows.Count, [0, end], [0, end], false, "Share of trials decoded right")
        {
            ValueRange = [chance, 1],
            Shades = borders,
        };
        var line = new LinePanel("Trained and tested at the same time", new("Window from", "s"), new("Share of held-out trials decoded right", "") { Range = [0, 1] },
            [new("", starts, diagonal), new("Chance", [starts[0], starts[^1]], [chance, chance]) { Color = FigureColor.Grey, Dash = FigureDash.Dashed }])
        {
            Shades = borders,
        };
        return new(
            "Cross-temporal decoding",
            "How well the location of the cue is read from the activity in one window by a machine trained in another; vertical lines are borders of epochs.",
            [map, line], 2);
    }
}
