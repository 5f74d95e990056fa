using Spindle.Contracts;
using Spindle.Probes.Trials;

namespace Spindle.Probes.Maturation;

/// <summary>Tests every unit at every checkpoint.</summary>
[Operation("selectivity/measure")]
public sealed class SelectivityMeasure : IOperation
{
    private sealed record Tested(string Epoch, JudgedCheckpoint Checkpoint, MaturationStage? Stage, IReadOnlyList<UnitSelectivity> Units)
    {
        public int Count(UnitClass kind) => Units.Count(unit => unit.Class == kind);

        public int Selective => Units.Count(unit => unit.Class is not null);

        public int Active => Units.Count(unit => unit.Active);

        public int Unscaled => Units.Count(unit => !unit.Scaled);
    }

    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<SelectivityThroughTraining>("probe");
        var inputs = new MaturationInputs(context, probe.Stages);
        var staged = inputs.Staged(probe.Rule);
        var tested = new List<Tested>();
        foreach (var checkpoint in staged.All)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var responses = inputs.Responses(probe.Rule, checkpoint);
            foreach (var epoch in probe.Epochs)
                tested.Add(new(epoch, checkpoint, staged.StageOf(checkpoint), new EpochSelectivity(responses, epoch, probe.Units).Units));
        }
        Write(context, probe, staged, tested);
        context.WriteTable("counts", Counts(tested));
        context.WriteTable("units", Units(tested));
        context.WriteTensors("tuning", probe.Epochs.ToDictionary(epoch => epoch, epoch => Tuning([.. tested.Where(one => one.Epoch == epoch)])));
        context.WriteFigure("classes", Draw(probe, tested));
    }

    private static void Write(IStepContext context, SelectivityThroughTraining probe, StagedCheckpoints staged, List<Tested> tested)
    {
        var numbers = new MeasuredNumbers();
        foreach (var epoch in probe.Epochs)
        {
            foreach (var stage in MaturationStages.All)
            {
                var own = staged.Of(stage, tested.Where(one => one.Epoch == epoch), one => one.Checkpoint);
                Mean($"active_units_{epoch}_{stage.Name()}", one => one.Active);
                Mean($"selective_units_{epoch}_{stage.Name()}", one => one.Selective);
                foreach (var kind in Enum.GetValues<UnitClass>()) Mean(SelectivityThroughTraining.Named(kind, epoch, stage), one => one.Count(kind));

                void Mean(string name, Func<Tested, int> count) =>
                    numbers.Add(name, own.Count > 0 ? own.Average(count) : double.NaN, staged.Absence(stage));
            }
            numbers.Add($"unscaled_units_{epoch}", tested.Where(one => one.Epoch == epoch).Select(one => one.Unscaled).DefaultIfEmpty(0).Max(), "");
        }
        numbers.Write(context);
    }

    private static Table Counts(List<Tested> tested) => new(
    [
        new TextColumn("epoch", [.. tested.Select(one => one.Epoch)]),
        new IntegerColumn("trials", "", [.. tested.Select(one => one.Checkpoint.Trials)]),
        new NumberColumn("performance", "", [.. tested.Select(one => one.Checkpoint.Performance)]),
        new TextColumn("stage", [.. tested.Select(one => one.Stage?.Name() ?? "")]),
        new IntegerColumn("active", "", [.. tested.Select(one => (long)one.Active)]),
        new IntegerColumn("selective", "", [.. tested.Select(one => (long)one.Selective)]),
        .. Enum.GetValues<UnitClass>().Select(kind => new IntegerColumn(SelectivityThroughTraining.Name(kind), "", [.. tested.Select(one => (long)one.Count(kind))])),
        new IntegerColumn("unscaled", "", [.. tested.Select(one => (long)one.Unscaled)]),
    ]);

    private static Table Units(List<Tested> tested)
    {
        var rows = tested.SelectMany(one => one.Units.Where(unit => unit.Active).Select(unit => (one, unit))).ToList();
        return new(
        [
            new TextColumn("epoch", [.. rows.Select(row => row.one.Epoch)]),
            new IntegerColumn("trials", "", [.. rows.Select(row => row.one.Checkpoint.Trials)]),
            new IntegerColumn("unit", "", [.. rows.Select(row => (long)row.unit.Unit)]),
            new TextColumn("class", [.. rows.Select(row => row.unit.Class is { } kind ? SelectivityThroughTraining.Name(kind) : "")]),
            new IntegerColumn("preferred", "", [.. rows.Select(row => (long)row.unit.Preferred)]),
            new NumberColumn("p", "", [.. rows.Select(row => row.unit.P)]),
            new NumberColumn("height", "", [.. rows.Select(row => row.unit.Height)]),
        ]);
    }

    /// <summary>The tuning of all units, selective or not: checkpoints × units × places.</summary>
    private static TensorData Tuning(IReadOnlyList<Tested> tested) => tested.Count == 0
        ? TensorData.Of<float>([], 0, 0, 0)
        : TensorData.Of<float>(
            tested.SelectMany(one => one.Units).SelectMany(unit => unit.Tuning).Select(value => (float)value).ToArray(),
            tested.Count, tested[0].Units.Count, tested[0].Units[0].Tuning.Length);

    private static Figure Draw(SelectivityThroughTraining probe, List<Tested> tested) => new(
        $"Selective units in {probe.Rule}",
        "Units that are selective for the place of the cue in an epoch, by class, at every checkpoint.",
        [
            .. probe.Epochs.Select(epoch =>
            {
                var own = tested.Where(one => one.Epoch == epoch).ToList();
                double[] trials = [.. own.Select(one => (double)one.Checkpoint.Trials)];
                return new LinePanel(
                    epoch, new("Trials trained", ""), new("Units", ""),
                    [
                        new("selective", trials, [.. own.Select(one => (double)one.Selective)]) { Color = FigureColor.Black },
                        .. Enum.GetValues<UnitClass>().Select(kind => new Series(SelectivityThroughTraining.Name(kind), trials, [.. own.Select(one => (double)one.Count(kind))])),
                    ]);
            }),
        ],
        Math.Min(2, probe.Epochs.Count));
}
