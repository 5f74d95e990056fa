using Spindle.Contracts;
using Spindle.Statistics;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Probes.Maturation;

/// <summary>Puts the errors of checkpoints together.</summary>
[Operation("saccade_distribution/measure")]
public sealed class SaccadeDistributionMeasure : IOperation
{
    private static readonly double Near = (double)new TrialCriterion().Tolerance.Degrees;

    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<SaccadeDistribution>("probe");
        var inputs = new MaturationInputs(context, probe.Stages);
        var staged = inputs.Staged(probe.Rule);
        var errors = staged.All.ToDictionary(checkpoint => checkpoint, checkpoint => inputs.Answers(checkpoint)["errors"].Values<double>().ToArray());
        var bins = new EvenBins(0, 180, (int)probe.Bins);
        var numbers = new MeasuredNumbers();
        var histograms = new List<(MaturationStage Stage, double[] Density)>();
        foreach (var stage in MaturationStages.All)
        {
            double[] all = [.. staged.In(stage).SelectMany(checkpoint => errors[checkpoint])];
            double[] known = [.. all.Where(double.IsFinite)];
            var why = all.Length == 0 ? staged.Absence(stage) : "no response had a direction";
            numbers.Add($"saccade_error_{stage.Name()}", known.DefaultIfEmpty(double.NaN).Average(), why);
            numbers.Add($"saccade_error_median_{stage.Name()}", known.Length > 0 ? FiveNumbers.Of(known).Middle : double.NaN, why);
            numbers.Add($"saccade_near_{stage.Name()}", known.Length > 0 ? known.Count(error => error < Near) / (double)known.Length : double.NaN, why);
            numbers.Add($"saccade_undefined_{stage.Name()}", all.Length > 0 ? 1 - (known.Length / (double)all.Length) : double.NaN, why);
            if (known.Length > 0) histograms.Add((stage, bins.Density(bins.Counts(known))));
        }
        numbers.Write(context);
        context.WriteTable("checkpoints", new(
        [
            .. staged.Columns(staged.All),
            new NumberColumn("error", "deg", [.. staged.All.Select(one => errors[one].Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average())]),
        ]));
        context.WriteTable("histograms", new(
        [
            new TextColumn("stage", [.. histograms.SelectMany(one => one.Density.Select(_ => one.Stage.Name()))]),
            new NumberColumn("from", "deg", [.. histograms.SelectMany(one => bins.Edges().SkipLast(1))]),
            new NumberColumn("density", "1/deg", [.. histograms.SelectMany(one => one.Density)]),
        ]));
        context.WriteFigure("saccades", new(
            $"Responses in {probe.Rule}",
            "Distance of the response from the wanted direction, over all trials of the checkpoints of a stage; dotted: the largest error that counts as right.",
            [
                new HistogramPanel("", new("Error", "deg"), new("Density", "1/deg"), [.. histograms.Select(one => new Series(one.Stage.Name(), bins.Edges(), one.Density) { Color = one.Stage.Color() })])
                {
                    Shades = [new("", Near, Near, FigureColor.Black)],
                },
            ],
            1));
    }
}
