using Spindle.Architectures;
using Spindle.Contracts;

namespace Spindle.Probes;

/// <summary>Measures a network's fit in short windows and in free run on fresh trials, and reads the training's logs.</summary>
[Operation("identification_fit/measure", Tensors = true)]
public sealed class IdentificationFitMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var state = context.ReadTensors("state");
        var simulation = new SimulatedTrials(context.ReadTensors("test"));
        using var network = new NetworkPredictor(context.Parameter<InputSeparatedRnn>("architecture"), state, context.Device, simulation);
        var logs = Enumerable.Range(0, (int)context.Parameter<long>("logs")).Select(IdentificationFit.LogInput).Select(context.ReadTable);
        var probe = context.Parameter<IdentificationFit>("probe");
        Write(context, probe, simulation, network, Populations.Of(state).Observed, LearningCurve.Of(logs));
    }

    /// <summary>Measures any predictor and writes the outputs.</summary>
    internal static void Write(
        IStepContext context,
        IdentificationFit probe,
        SimulatedTrials simulation,
        IPredictor predictor,
        IReadOnlyList<long> observed,
        LearningCurve learning)
    {
        context.Progress(0, "windows");
        var fit = WindowFit.Of(simulation, predictor, observed, (int)probe.Window);
        context.Progress(0.3, "free run");
        var run = new FreeRunError(simulation, predictor, observed, context.Cancellation);
        context.WriteMetrics(Metrics(probe, fit, run, learning));
        context.WriteTable("horizons", new(
        [
            new IntegerColumn("horizon", "steps", [.. probe.Horizons]),
            new NumberColumn("free_run_mse", "", [.. probe.Horizons.Select(horizon => run.SquaredError[horizon - 1])]),
            new NumberColumn("bump_error", "rad", [.. probe.Horizons.Select(horizon => run.BumpError[horizon - 1])]),
        ]));
        context.WriteTable("learning", learning.Table());
        context.WriteFigure("errors", Errors(run));
        context.WriteFigure("learning_curve", learning.Draw());
    }

    private static Dictionary<string, double> Metrics(IdentificationFit probe, double fit, FreeRunError run, LearningCurve learning)
    {
        var metrics = new Dictionary<string, double>
        {
            ["test_fit"] = fit,
            ["free_run_mse"] = run.SquaredError.Average(),
            ["velocity_correlation"] = run.VelocityCorrelation(0),
            ["delayed_velocity_correlation"] = run.VelocityCorrelation(1),
            ["velocity_gain"] = run.Gain(),
            ["training_fit"] = learning.Last,
        };
        foreach (var horizon in probe.Horizons)
        {
            metrics[IdentificationFit.Named("free_run_mse", horizon)] = run.SquaredError[horizon - 1];
            metrics[IdentificationFit.Named("bump_error", horizon)] = run.BumpError[horizon - 1];
        }
        foreach (var updates in LearningCurve.Milestones.Where(updates => updates <= learning.Updates))
            metrics[IdentificationFit.Named("training_fit", updates)] = learning.At(updates);
        return metrics;
    }

    private static Figure Errors(FreeRunError run)
    {
        double[] steps = [.. Enumerable.Range(1, run.SquaredError.Length).Select(step => (double)step)];
        FigureAxis axis = new("Steps into the free run", "", Logarithmic: true);
        return new(
            "Free run",
            "How a network that runs by itself departs from the teacher on fresh trials.",
            [
                new LinePanel("Error of rates", axis, new("Mean squared error", ""), [new("Observed units", steps, run.SquaredError)]),
                new LinePanel("Error of the bump", axis, new("Mean absolute error", "rad"), [new("Observed units", steps, run.BumpError)]),
            ],
            2);
    }
}
