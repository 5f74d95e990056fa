using Spindle.Contracts;
using Spindle.Statistics;

namespace Spindle.Probes.Maturation;

/// <summary>Puts the answers of checkpoints together by distance of the distractor.</summary>
[Operation("distractor_resistance/measure")]
public sealed class DistractorResistanceMeasure : IOperation
{
    private const int Distances = (DistractorResistance.Places / 2) + 1;

    private sealed record Answered(JudgedCheckpoint Checkpoint, double[] Performance, double[] Errors, long[][] Counts)
    {
        public double MeanError(int distance) => Counts[distance].Sum() is > 0 and var count ? Errors[distance] / count : double.NaN;
    }

    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<DistractorResistance>("probe");
        var inputs = new MaturationInputs(context, probe.Stages);
        var staged = inputs.Staged(probe.Rule);
        var answered = staged.All.Select(checkpoint => Read(checkpoint, inputs.Answers(checkpoint), (int)probe.Bins)).ToList();
        var stages = MaturationStages.All.Select(stage => (Stage: stage, Own: staged.Of(stage, answered, one => one.Checkpoint))).ToList();
        var numbers = new MeasuredNumbers();
        foreach (var (stage, own) in stages)
        {
            for (var at = 0; at < Distances; at++)
            {
                var distance = at;
                numbers.Add(DistractorResistance.Named("performance", stage, at), Mean(own, one => one.Performance[distance]), staged.Absence(stage));
                numbers.Add(DistractorResistance.Named("error", stage, at), Mean(own, one => one.MeanError(distance)), own.Count == 0 ? staged.Absence(stage) : "a checkpoint gave no response with a direction");
            }
        }
        numbers.Write(context);
        context.WriteTable("distances", Rows(stages.Where(one => one.Own.Count > 0).SelectMany(one => Enumerable.Range(0, Distances).Select(distance =>
            (one.Stage.Name(), (long)one.Own.Count, distance, Mean(one.Own, answers => answers.Performance[distance]))))));
        context.WriteTable("checkpoints", new(
        [
            .. staged.Columns([.. answered.Select(one => one.Checkpoint)]),
            .. Enumerable.Range(0, Distances).Select(distance => new NumberColumn($"performance_{distance}", "", [.. answered.Select(one => one.Performance[distance])])),
        ]));
        context.WriteFigure("distractor_resistance", Curves(stages));
        context.WriteFigure("distractor_errors", Errors(stages, new(0, 180, (int)probe.Bins)));
    }

    private static Answered Read(JudgedCheckpoint checkpoint, IReadOnlyDictionary<string, TensorData> answers, int bins)
    {
        var pairs = answers["performance"].Values<double>().ToArray();
        var counts = answers["counts"].Values<long>().ToArray();
        double[] performance =
        [
            .. Enumerable.Range(0, Distances).Select(distance => pairs
                .Where((_, pair) => DistractorResistance.Distance(pair / DistractorResistance.Places, pair % DistractorResistance.Places) == distance).Average()),
        ];
        return new(checkpoint, performance, answers["errors"].Values<double>().ToArray(), [.. counts.Chunk(bins)]);
    }

    private static double Mean(IReadOnlyList<Answered> own, Func<Answered, double> value) => own.Count > 0 ? own.Average(value) : double.NaN;

    private static Table Rows(IEnumerable<(string Stage, long Checkpoints, int Distance, double Performance)> found)
    {
        var rows = found.ToList();
        return new(
        [
            new TextColumn("stage", [.. rows.Select(row => row.Stage)]),
            new IntegerColumn("checkpoints", "", [.. rows.Select(row => row.Checkpoints)]),
            new NumberColumn("distance", "deg", [.. rows.Select(row => 45.0 * row.Distance)]),
            new NumberColumn("performance", "", [.. rows.Select(row => row.Performance)]),
        ]);
    }

    private static Figure Curves(IEnumerable<(MaturationStage Stage, List<Answered> Own)> stages) => new(
        "Resistance to distractors",
        "Performance by the distance of the distractor from the cue; bars: standard error over the checkpoints of a stage.",
        [
            new LinePanel(
                "", new("Distance of the distractor", "deg"), new("Performance", "") { Range = [0, 1.02] },
                [
                    .. stages.Where(one => one.Own.Count > 0).Select(one =>
                    {
                        var mean = MeanCurve.Of([.. one.Own.Select(answers => answers.Performance)])!;
                        return new Series($"{one.Stage.Name()}, {one.Own.Count} checkpoints", [.. Enumerable.Range(0, Distances).Select(distance => 45.0 * distance)], mean.Mean)
                        {
                            Spread = mean.StandardError,
                            Color = one.Stage.Color(),
                            Mark = FigureMark.Both,
                        };
                    }),
                ]),
        ],
        1);

    private static Figure Errors(IReadOnlyList<(MaturationStage Stage, List<Answered> Own)> stages, EvenBins bins) => new(
        "Errors with distractors",
        "Distance of the response from the cue, a panel for each distance of the distractor.",
        [
            .. Enumerable.Range(0, Distances).Select(distance => new HistogramPanel(
                $"{45 * distance}°", new("Error", "deg"), new("Density", "1/deg"),
                [
                    .. stages.Where(one => one.Own.Count > 0).Select(one => new Series(
                        one.Stage.Name(), bins.Edges(),
                        bins.Density([.. Enumerable.Range(0, bins.Count).Select(bin => one.Own.Sum(answers => answers.Counts[distance][bin]))]))
                    {
                        Color = one.Stage.Color(),
                    }),
                ])),
        ],
        2);
}
