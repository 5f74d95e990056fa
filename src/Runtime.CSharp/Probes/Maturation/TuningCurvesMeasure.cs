using Spindle.Contracts;
using Spindle.Statistics;

namespace Spindle.Probes.Maturation;

/// <summary>Averages and fits tuning curves.</summary>
[Operation("tuning_curves/measure")]
public sealed class TuningCurvesMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<TuningCurves>("probe");
        var inputs = new MaturationInputs(context, probe.Stages);
        var staged = inputs.Staged(probe.Rule);
        var checkpoints = new List<(JudgedCheckpoint Checkpoint, double[] Curve, double[] Heights)>();
        foreach (var population in PopulationActivity.Of(inputs, staged, probe.Epoch, probe.Units))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var centred = population.Units.Select(unit => RingTuning.Centred(unit.Tuning, unit.Preferred)).ToList();
            checkpoints.Add((population.Checkpoint, MeanCurve.Of(centred)!.Mean, [.. population.Units.Select(unit => unit.Height)]));
        }
        var stages = new List<StageTuning>();
        foreach (var stage in MaturationStages.All)
        {
            var own = staged.Of(stage, checkpoints, one => one.Checkpoint);
            if (MeanCurve.Of([.. own.Select(one => one.Curve)]) is { } curve)
                stages.Add(new(stage, curve, RingTuning.Fit(curve.Mean), [.. own.SelectMany(one => one.Heights)], own.Average(one => one.Heights.Length)));
        }
        var tests = TuningCurves.Pairs.Select(pair => Compare(stages, pair.First, pair.Second)).ToList();
        Write(context, staged, stages, tests);
        context.WriteTable("curves", Curves(stages));
        context.WriteTable("heights", Heights(tests));
        context.WriteFigure("tuning_curves", TuningCurvesFigure.Draw(probe, stages));
    }

    private static TTestResult? Compare(List<StageTuning> stages, MaturationStage first, MaturationStage second) =>
        stages.Find(one => one.Stage == first) is { } a && stages.Find(one => one.Stage == second) is { } b ? TTest.Independent(b.Heights, a.Heights) : null;

    private static void Write(IStepContext context, StagedCheckpoints staged, List<StageTuning> stages, List<TTestResult?> tests)
    {
        var numbers = new MeasuredNumbers();
        foreach (var stage in MaturationStages.All)
        {
            var (own, why) = (stages.Find(one => one.Stage == stage), staged.Absence(stage));
            numbers.Add($"tuning_width_{stage.Name()}", own?.Width ?? double.NaN, own is null ? why : "no Gaussian fits the curve");
            numbers.Add($"tuning_peak_{stage.Name()}", own?.Curve.Mean[own.Curve.Mean.Length / 2] ?? double.NaN, why);
            numbers.Add($"tuning_height_{stage.Name()}", own?.Heights.Average() ?? double.NaN, why);
            numbers.Add($"units_{stage.Name()}", own?.MeanUnits ?? double.NaN, why);
        }
        for (var at = 0; at < tests.Count; at++)
        {
            var (first, second) = TuningCurves.Pairs[at];
            var lacking = stages.Any(one => one.Stage == first) ? second : first;
            var why = tests[at] is null ? staged.Absence(lacking) : "the heights do not vary, or are too few";
            numbers.Add($"tuning_height_t_{first.Name()}_{second.Name()}", tests[at]?.T ?? double.NaN, why);
            numbers.Add($"tuning_height_p_{first.Name()}_{second.Name()}", tests[at]?.P ?? double.NaN, why);
        }
        numbers.Write(context);
    }

    private static Table Curves(List<StageTuning> stages)
    {
        var rows = stages.SelectMany(stage => stage.Curve.Mean.Select((value, at) => (stage, value, at))).ToList();
        return new(
        [
            new TextColumn("stage", [.. rows.Select(row => row.stage.Stage.Name())]),
            new IntegerColumn("place", "", [.. rows.Select(row => (long)(row.at - (row.stage.Curve.Mean.Length / 2)))]),
            new NumberColumn("rate", "", [.. rows.Select(row => row.value)]),
            new NumberColumn("standard_error", "", [.. rows.Select(row => row.stage.Curve.StandardError[row.at])]),
            new NumberColumn("fit", "", [.. rows.Select(row => row.stage.FitAt(row.at))]),
        ]);
    }

    private static Table Heights(List<TTestResult?> tests) => new(
    [
        new TextColumn("first", [.. TuningCurves.Pairs.Select(pair => pair.First.Name())]),
        new TextColumn("second", [.. TuningCurves.Pairs.Select(pair => pair.Second.Name())]),
        new NumberColumn("t", "", [.. tests.Select(test => test?.T ?? double.NaN)]),
        new NumberColumn("freedom", "", [.. tests.Select(test => test?.Freedom ?? double.NaN)]),
        new NumberColumn("p", "", [.. tests.Select(test => test?.P ?? double.NaN)]),
    ]);
}
