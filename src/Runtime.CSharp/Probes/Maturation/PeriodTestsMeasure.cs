using Spindle.Contracts;
using Spindle.Statistics;
using Spindle.Tasks.Cognitive;

namespace Spindle.Probes.Maturation;

/// <summary>Compares the activity in a period between stages and between checkpoints.</summary>
[Operation("period_tests/measure")]
public sealed class PeriodTestsMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<PeriodTests>("probe");
        var (from, to) = PeriodOf(probe, context.Parameter<TrialTaskSpec>("task"));
        var inputs = new MaturationInputs(context, probe.Stages);
        var staged = inputs.Staged(probe.Rule);
        var means = new List<(JudgedCheckpoint Checkpoint, double[] Means)>();
        foreach (var population in PopulationActivity.Of(inputs, staged, probe.Epoch, probe.Units))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            means.Add((population.Checkpoint, population.Means(from, to)));
        }
        var stages = MaturationStages.All.Select(stage => (Stage: stage, Samples: SamplesOf(probe, staged, means, stage))).Where(one => one.Samples.Length > 0).ToList();
        Write(context, staged, stages);
        context.WriteTable("samples", new(
        [
            new TextColumn("stage", [.. stages.SelectMany(one => one.Samples.Select(_ => one.Stage.Name()))]),
            new NumberColumn("rate", "", [.. stages.SelectMany(one => one.Samples)]),
        ]));
        context.WriteTable("checkpoints", new(
        [
            new IntegerColumn("trials", "", [.. means.Select(one => one.Checkpoint.Trials)]),
            new NumberColumn("performance", "", [.. means.Select(one => one.Checkpoint.Performance)]),
            new IntegerColumn("units", "", [.. means.Select(one => (long)one.Means.Length)]),
            new NumberColumn("mean", "", [.. means.Select(one => one.Means.Average())]),
        ]));
        var pairs = Pairs(means);
        context.WriteTensors("pairs", new Dictionary<string, TensorData> { ["p"] = TensorData.Of<double>(pairs, means.Count, means.Count) });
        context.WriteFigure("period_anova", PeriodTestsFigures.Samples(probe, stages));
        context.WriteFigure("period_t_tests", PeriodTestsFigures.Pairs(probe, [.. means.Select(one => one.Checkpoint)], pairs));
    }

    private static (long From, long To) PeriodOf(PeriodTests probe, TrialTaskSpec task)
    {
        var layout = task.Layout();
        if (probe.From is { } from && probe.To is { } to) return (layout.StepOf(from), layout.StepOf(to));
        var epoch = task.EpochsOf(probe.Rule).First(one => one.Name == probe.PeriodName);
        return (epoch.From, epoch.To);
    }

    private static double[] SamplesOf(
        PeriodTests probe, StagedCheckpoints staged, List<(JudgedCheckpoint Checkpoint, double[] Means)> means, MaturationStage stage)
    {
        var own = staged.Of(stage, means, one => one.Checkpoint).ConvertAll(one => one.Means);
        return own.Count == 0 ? [] : probe.AllCheckpoints ? [.. own.SelectMany(one => one)] : own[^1];
    }

    private static void Write(IStepContext context, StagedCheckpoints staged, List<(MaturationStage Stage, double[] Samples)> stages)
    {
        var numbers = new MeasuredNumbers();
        foreach (var stage in MaturationStages.All)
        {
            var own = stages.Where(one => one.Stage == stage).Select(one => one.Samples).FirstOrDefault();
            numbers.Add($"mean_{stage.Name()}", own?.Average() ?? double.NaN, staged.Absence(stage));
            numbers.Add($"units_{stage.Name()}", own?.Length ?? double.NaN, staged.Absence(stage));
        }
        var anova = stages.Count > 1 ? OneWayAnova.Of([.. stages.Select(one => one.Samples)]) : null;
        const string few = "it needs two stages with units";
        numbers.Add("anova_f", anova?.F ?? double.NaN, few);
        numbers.Add("anova_p", anova?.P ?? double.NaN, few);
        numbers.Add("anova_between", anova?.Between ?? double.NaN, few);
        numbers.Add("anova_within", anova?.Within ?? double.NaN, few);
        numbers.Write(context);
    }

    private static double[] Pairs(List<(JudgedCheckpoint Checkpoint, double[] Means)> means)
    {
        var p = new double[means.Count * means.Count];
        for (var row = 0; row < means.Count; row++)
            for (var column = 0; column < means.Count; column++)
                p[(row * means.Count) + column] = row == column ? 1 : TTest.Independent(means[row].Means, means[column].Means).P;
        return p;
    }
}
