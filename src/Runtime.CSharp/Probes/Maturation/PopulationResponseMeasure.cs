using Spindle.Contracts;
using Spindle.Tasks.Cognitive;

namespace Spindle.Probes.Maturation;

/// <summary>Averages the curves of populations over checkpoints and stages.</summary>
[Operation("psth/measure")]
public sealed class PopulationResponseMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<PopulationResponse>("probe");
        var task = context.Parameter<TrialTaskSpec>("task");
        var inputs = new MaturationInputs(context, probe.Stages);
        var staged = inputs.Staged(probe.Rule);
        var among = probe.Fixed ? PopulationActivity.Lasting(inputs, staged, probe.Epoch, probe.Units) : null;
        var curves = new List<CheckpointCurves>();
        foreach (var population in PopulationActivity.Of(inputs, staged, probe.Epoch, probe.Units, among))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            curves.Add(new(population.Checkpoint, [.. population.Units.Select(unit => unit.Unit)], population.Curve(), population.OppositeCurve()));
        }
        var stages = MaturationStages.All.Select(stage => StageCurves.Of(stage, staged, curves)).OfType<StageCurves>().ToList();
        Write(context, probe, task, staged, stages);
        context.WriteTable("checkpoints", Checkpoints(staged, curves));
        context.WriteTable("units", new([new IntegerColumn("unit", "", [.. Last(curves, among).Select(unit => (long)unit)])]));
        context.WriteTable("curves", Curves(stages, task.Layout().TimeStep));
        context.WriteFigure("psth", PopulationResponseFigure.Draw(probe, task, stages));
    }

    private static IEnumerable<int> Last(List<CheckpointCurves> curves, IReadOnlySet<int>? among) =>
        among?.Order() ?? (IEnumerable<int>)(curves.Count > 0 ? curves[^1].Units : []);

    private static void Write(IStepContext context, PopulationResponse probe, TrialTaskSpec task, StagedCheckpoints staged, List<StageCurves> stages)
    {
        var numbers = new MeasuredNumbers();
        foreach (var stage in MaturationStages.All)
        {
            var (own, why) = (stages.SingleOrDefault(one => one.Stage == stage), staged.Absence(stage));
            numbers.Add($"units_{stage.Name()}", own?.MeanUnits ?? double.NaN, why);
            numbers.Add($"performance_{stage.Name()}", own?.MeanPerformance ?? double.NaN, why);
            foreach (var epoch in task.EpochsOf(probe.Rule).Where(epoch => epoch.Name != probe.Units.Baseline))
            {
                foreach (var (prefix, curve) in new[] { ("", own?.Preferred), ("opposite_", own?.Opposite) })
                {
                    var part = curve is null ? [double.NaN] : curve.Mean[(int)epoch.From..(int)epoch.To];
                    numbers.Add(PopulationResponse.Named($"{prefix}rate", epoch, stage), part.Average(), why);
                    numbers.Add(PopulationResponse.Named($"{prefix}peak", epoch, stage), part.Max(), why);
                }
            }
        }
        numbers.Write(context);
    }

    private static Table Checkpoints(StagedCheckpoints staged, List<CheckpointCurves> curves) => new(
    [
        .. staged.Columns([.. curves.Select(one => one.Checkpoint)]),
        new IntegerColumn("units", "", [.. curves.Select(one => (long)one.Units.Count)]),
    ]);

    private static Table Curves(List<StageCurves> stages, Duration timeStep)
    {
        var rows = stages.SelectMany(stage => Enumerable.Range(0, stage.Preferred.Mean.Length).Select(step => (stage, step))).ToList();
        return new(
        [
            new TextColumn("stage", [.. rows.Select(row => row.stage.Stage.Name())]),
            new NumberColumn("time", "s", [.. rows.Select(row => row.step * (double)timeStep.Seconds)]),
            new NumberColumn("preferred", "", [.. rows.Select(row => row.stage.Preferred.Mean[row.step])]),
            new NumberColumn("preferred_standard_error", "", [.. rows.Select(row => row.stage.Preferred.StandardError[row.step])]),
            new NumberColumn("opposite", "", [.. rows.Select(row => row.stage.Opposite.Mean[row.step])]),
            new NumberColumn("opposite_standard_error", "", [.. rows.Select(row => row.stage.Opposite.StandardError[row.step])]),
        ]);
    }
}
