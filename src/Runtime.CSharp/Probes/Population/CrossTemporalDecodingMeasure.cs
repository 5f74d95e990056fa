using Spindle.Contracts;
using Spindle.Probes.Trials;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Probes.Population;

/// <summary>Measures <see cref="CrossTemporalDecoding"/>. Stream: <c>cross_temporal_decoding.synthesis</c>, of the trials that are made up.</summary>
[Operation("cross_temporal_decoding/measure", Random = true, Tensors = true)]
public sealed class CrossTemporalDecodingMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        TorchNative.Load();
        set_num_threads(1);
        var (probe, activity) = (context.Parameter<CrossTemporalDecoding>("probe"), context.ReadActivity());
        var windows = probe.Windows(activity.Steps, activity.TimeStep);
        if (windows.Count == 0)
            throw new SpindleException(DiagnosticCodes.TimeGrid, $"a window of {windows.Width} steps does not fit trials of {activity.Steps} steps");
        if (context.Absence() is { } reason)
        {
            probe.WriteAbsent(context, activity, reason);
            Write(context, activity, windows, [], [], []);
            return;
        }
        var accuracy = new CrossTemporalAccuracy(probe, activity, context.Random("cross_temporal_decoding.synthesis")).Measure(context);
        var step = (double)activity.TimeStep.Seconds;
        var starts = Enumerable.Range(0, windows.Count).Select(window => window * windows.Stride * step).ToArray();
        var diagonal = Enumerable.Range(0, windows.Count).Select(window => accuracy[(window * windows.Count) + window]).ToArray();
        Metrics(activity, windows, accuracy, diagonal).Write(context);
        Write(context, activity, windows, accuracy, starts, diagonal);
    }

    private static void Write(IStepContext context, TrialActivity activity, SlidingWindows windows, double[] accuracy, double[] starts, double[] diagonal)
    {
        var tensors = new Dictionary<string, TensorData>();
        if (accuracy.Length > 0)
        {
            tensors["accuracy"] = TensorData.Of<double>(accuracy, windows.Count, windows.Count);
            tensors["start"] = TensorData.Of<double>(starts, windows.Count);
        }
        context.WriteTensors("accuracy", tensors);
        context.WriteTable("diagonal", new([new NumberColumn("start", "s", starts), new NumberColumn("accuracy", "", diagonal)]));
        context.WriteTable("epochs", Epochs(activity, windows, accuracy));
        context.WriteFigure("cross_temporal_decoding", Draw(activity, windows, accuracy, starts, diagonal));
    }

    private static MeasuredNumbers Metrics(TrialActivity activity, SlidingWindows windows, double[] accuracy, double[] diagonal)
    {
        var numbers = new MeasuredNumbers();
        numbers.Add("maximum_accuracy", diagonal.Max(), "");
        foreach (var epoch in activity.Epochs)
        {
            var within = windows.Within(epoch).ToList();
            if (within.Count > 0) numbers.Add($"diagonal_accuracy_{epoch.Name}", within.Average(window => diagonal[window]), "");
            var apart = windows.Apart(epoch, epoch).ToList();
            if (apart.Count > 0) numbers.Add($"off_diagonal_accuracy_{epoch.Name}", Mean(windows, accuracy, apart), "");
        }
        return numbers;
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
            where accuracy.Length > 0 && pairs.Count > 0
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
        const string Title = "Cross-temporal decoding";
        const string Caption =
            "How well the location of the cue is read from the activity in one window by a machine trained in another. Colours begin at chance; vertical lines are borders of epochs.";
        if (accuracy.Length == 0) return new(Title, Caption, [], 2);
        var end = windows.Count * windows.Stride * (double)activity.TimeStep.Seconds;
        var chance = 1.0 / ConditionTrials.Present(activity).Count;
        var map = new HeatmapPanel(
            "Accuracy", new("Test window from", "s"), new("Training window from", "s"), [.. accuracy.Select(value => (float)value)],
            windows.Count, windows.Count, [0, end], [0, end], false, "Share of trials decoded right")
        {
            ValueRange = [chance, 1],
        };
        var line = new LinePanel("Trained and tested at the same time", new("Window from", "s"), new("Share of held-out trials decoded right", "") { Range = [0, 1] },
            [new("", starts, diagonal), new("Chance", [starts[0], starts[^1]], [chance, chance]) { Color = FigureColor.Grey, Dash = FigureDash.Dashed }])
        {
            Shades = ComponentFigure.Borders(activity),
        };
        return new(Title, Caption, [map, line], 2);
    }
}
