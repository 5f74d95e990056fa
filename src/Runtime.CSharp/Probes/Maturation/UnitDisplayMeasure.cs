using Spindle.Contracts;
using Spindle.Probes.Trials;
using Spindle.Tasks.Cognitive;

namespace Spindle.Probes.Maturation;

/// <summary>Runs the networks of the stages and shows one unit of them. Streams: <c>unit_display.trials</c>, <c>unit_display.noise</c>.</summary>
[Operation("unit_display/measure", Random = true, Tensors = true)]
public sealed class UnitDisplayMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<UnitDisplay>("probe");
        var reached = new List<(MaturationStage Stage, TrialActivity Activity)>();
        var absence = new Dictionary<MaturationStage, string>();
        foreach (var stage in MaturationStages.All)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var chosen = context.ReadRecord($"chosen_{stage.Name()}");
            if (chosen["found"]!.GetValue<bool>()) reached.Add((stage, TestTrials.Run(context, context.ReadTensors($"state_{stage.Name()}"), "unit_display")));
            else absence[stage] = chosen["reason"]!.GetValue<string>();
        }
        var unit = reached.Count == 0 ? null : UnitOf(probe, reached[^1].Activity);
        var shown = unit is { } found ? reached.Select(one => ShownUnit.Of(one.Stage, one.Activity, found, probe.Epoch)).ToList() : [];
        var numbers = new MeasuredNumbers();
        var none = reached.Count == 0 ? "no stage was reached" : $"no unit is {SelectivityThroughTraining.Name(probe.Class)} in {probe.Epoch}";
        numbers.Add("unit", unit ?? double.NaN, none);
        foreach (var stage in MaturationStages.All)
        {
            var (own, why) = (shown.Find(one => one.Stage == stage), absence.GetValueOrDefault(stage, none));
            numbers.Add($"preferred_{stage.Name()}", own is null ? double.NaN : 360.0 * own.Preferred / own.Tuning.Length, why);
            numbers.Add($"rate_{stage.Name()}", own?.Tuning.Max() ?? double.NaN, why);
        }
        numbers.Write(context);
        context.WriteTensors("traces", shown.ToDictionary(one => one.Stage.Name(), one => TensorData.Of<float>(one.Trials, one.TrialCount, one.Steps)));
        context.WriteTable("tuning", new(
        [
            new TextColumn("stage", [.. shown.SelectMany(one => one.Tuning.Select(_ => one.Stage.Name()))]),
            new NumberColumn("direction", "deg", [.. shown.SelectMany(one => one.Tuning.Select((_, place) => 360.0 * place / one.Tuning.Length))]),
            new NumberColumn("rate", "", [.. shown.SelectMany(one => one.Tuning)]),
        ]));
        var seconds = (double)context.Parameter<TrialTaskSpec>("task").Layout().TimeStep.Seconds;
        context.WriteFigure("unit_panels", UnitDisplayFigures.Panels(unit, shown, seconds));
        context.WriteFigure("unit_polar", UnitDisplayFigures.Polar(unit, shown));
        context.WriteFigure("unit_trials", UnitDisplayFigures.Trials(unit, shown, seconds));
    }

    private static int? UnitOf(UnitDisplay probe, TrialActivity activity)
    {
        if (probe.Unit is { } told) return (int)told;
        var units = new EpochSelectivity(UnitResponses.Of(activity), probe.Epoch, probe.Units).Units;
        return units.Where(unit => unit.Class == probe.Class).MaxBy(unit => unit.Height)?.Unit;
    }
}
