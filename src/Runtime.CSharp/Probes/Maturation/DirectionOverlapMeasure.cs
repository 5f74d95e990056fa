using Spindle.Contracts;
using Spindle.Probes.Trials;

namespace Spindle.Probes.Maturation;

/// <summary>Compares the preferred places of units in two epochs.</summary>
[Operation("direction_overlap/measure")]
public sealed class DirectionOverlapMeasure : IOperation
{
    private sealed record Overlap(JudgedCheckpoint Checkpoint, int First, int Second, int Same, int Different)
    {
        public int Both => Same + Different;
    }

    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<DirectionOverlap>("probe");
        var inputs = new MaturationInputs(context, probe.Stages);
        var staged = inputs.Staged(probe.FirstRule);
        var overlaps = new List<Overlap>();
        foreach (var checkpoint in staged.All)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var first = Selected(probe.FirstRule, probe.FirstEpoch);
            var second = Selected(probe.SecondRule, probe.SecondEpoch);
            var both = first.Where(unit => second.ContainsKey(unit.Key)).ToList();
            var same = both.Count(unit => second[unit.Key] == unit.Value);
            overlaps.Add(new(checkpoint, first.Count, second.Count, same, both.Count - same));

            Dictionary<int, int> Selected(string rule, string epoch) =>
                new EpochSelectivity(inputs.Responses(rule, checkpoint), epoch, probe.Units).Selected.ToDictionary(unit => unit.Unit, unit => unit.Preferred);
        }
        var numbers = new MeasuredNumbers();
        foreach (var stage in MaturationStages.All)
        {
            var own = staged.Of(stage, overlaps, one => one.Checkpoint);
            Add("both", one => one.Both);
            Add("same", one => one.Same);
            Add("different", one => one.Different);

            void Add(string name, Func<Overlap, int> count) =>
                numbers.Add($"{name}_{stage.Name()}", own.Count > 0 ? own.Average(count) : double.NaN, staged.Absence(stage));
        }
        numbers.Write(context);
        context.WriteTable("overlap", Rows(staged, overlaps));
        context.WriteFigure("direction_overlap", Draw(probe, overlaps));
    }

    private static Table Rows(StagedCheckpoints staged, List<Overlap> overlaps) => new(
    [
        .. staged.Columns([.. overlaps.Select(one => one.Checkpoint)]),
        new IntegerColumn("first", "", [.. overlaps.Select(one => (long)one.First)]),
        new IntegerColumn("second", "", [.. overlaps.Select(one => (long)one.Second)]),
        new IntegerColumn("both", "", [.. overlaps.Select(one => (long)one.Both)]),
        new IntegerColumn("same", "", [.. overlaps.Select(one => (long)one.Same)]),
        new IntegerColumn("different", "", [.. overlaps.Select(one => (long)one.Different)]),
    ]);

    private static Figure Draw(DirectionOverlap probe, List<Overlap> overlaps)
    {
        double[] trials = [.. overlaps.Select(one => (double)one.Checkpoint.Trials)];
        return new(
            "Units selective in both epochs",
            $"Units selective in {probe.FirstEpoch} of {probe.FirstRule} and in {probe.SecondEpoch} of {probe.SecondRule}, and whether they prefer the same place.",
            [
                new LinePanel(
                    "", new("Trials trained", ""), new("Units", ""),
                    [
                        new("both", trials, [.. overlaps.Select(one => (double)one.Both)]) { Color = FigureColor.Black },
                        new("same place", trials, [.. overlaps.Select(one => (double)one.Same)]),
                        new("another place", trials, [.. overlaps.Select(one => (double)one.Different)]),
                    ]),
            ],
            1);
    }
}
