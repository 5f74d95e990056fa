using System.Text.Json.Nodes;
using MathNet.Numerics.Statistics;
using Spindle.Contracts;
using Spindle.Probes.Maturation;
using Spindle.Statistics;

namespace Spindle.Probes.Comparison;

/// <summary>How a quantity changes in animals, and its counterpart in the model.</summary>
/// <param name="Measure">The quantity.</param>
/// <param name="Before">Its values before maturation.</param>
/// <param name="After">Its values after.</param>
/// <param name="Model">The model's value at every stage; NaN where it was not measured. Empty where there is no counterpart.</param>
internal sealed record MeasuredChange(ComparedMeasure Measure, double[] Before, double[] After, double[] Model)
{
    /// <summary>The change of the mean relative to before; NaN where there is nothing to compare.</summary>
    public double Change => Relative(Mean(Before), Mean(After));

    /// <summary>The model's change from early to mature, relative to early; NaN where a stage was not measured.</summary>
    public double ModelChange => Model.Length == 0 ? double.NaN : Relative(Model[0], Model[^1]);

    /// <summary>1 where animals and model change the same way, else 0; NaN where either change is unknown.</summary>
    private double SameDirection =>
        double.IsNaN(Change) || double.IsNaN(ModelChange) ? double.NaN : Math.Sign(Change) == Math.Sign(ModelChange) ? 1 : 0;

    /// <summary>Reads the values of a measure.</summary>
    public static MeasuredChange Read(IStepContext context, ComparedMeasure measure, double boundary)
    {
        var table = context.ReadTable(MaturationComparison.RecordingInput(measure));
        var (values, ages) = (Numbers(table, measure.Column), Numbers(table, measure.Age));
        double[] Where(Func<double, bool> chosen) => [.. values.Where((value, row) => !double.IsNaN(value) && chosen(ages[row]))];
        var model = measure.HasModel ? context.ReadRecord(MaturationComparison.ModelInput(measure)) : null;
        return new(measure, Where(age => age < boundary), Where(age => age >= boundary), [.. model is null ? [] : MaturationStages.All.Select(stage => Stage(model, measure, stage))]);
    }

    /// <summary>The mean; NaN of nothing.</summary>
    public static double Mean(double[] values) => ArrayStatistics.Mean(values);

    /// <summary>The standard error of the mean; NaN of fewer than two.</summary>
    public static double Error(double[] values) => ArrayStatistics.StandardDeviation(values) / Math.Sqrt(values.Length);

    /// <summary>Adds the numbers of the measure.</summary>
    public void AddTo(MeasuredNumbers numbers)
    {
        var name = Measure.Name;
        var few = $"'{Measure.Column}' has {Before.Length} values before and {After.Length} after maturation, or they do not vary";
        var enough = Before.Length > 1 && After.Length > 1;
        var welch = enough ? TTest.Welch(After, Before) : new(double.NaN, double.NaN, double.NaN);
        numbers.Add($"{name}_before", Mean(Before), few);
        numbers.Add($"{name}_after", Mean(After), few);
        numbers.Add($"{name}_rows_before", Before.Length, few);
        numbers.Add($"{name}_rows_after", After.Length, few);
        numbers.Add($"{name}_t", welch.T, few);
        numbers.Add($"{name}_p", welch.P, few);
        numbers.Add($"{name}_rank_p", enough ? RankSum.Of(Before, After).P : double.NaN, few);
        numbers.Add($"{name}_effect", enough ? EffectSize.Cohen(Before, After) : double.NaN, few);
        numbers.Add($"{name}_change", Change, few);
        if (!Measure.HasModel) return;
        foreach (var stage in MaturationStages.All)
            numbers.Add($"{name}_model_{stage.Name()}", Model[(int)stage], $"the model has no metric '{Measure.MetricOf(stage)}'");
        var unknown = $"the model's early or mature stage has no metric '{Measure.Metric}'";
        numbers.Add($"{name}_model_change", ModelChange, unknown);
        numbers.Add($"{name}_same_direction", SameDirection, unknown);
    }

    private static double Relative(double before, double after) => before == 0 ? double.NaN : (after - before) / Math.Abs(before);

    private static double Stage(JsonObject metrics, ComparedMeasure measure, MaturationStage stage) =>
        metrics[measure.MetricOf(stage)] is { } value ? value.GetValue<double>() : double.NaN;

    private static double[] Numbers(Table table, string name) => table.Columns.FirstOrDefault(column => column.Name == name) switch
    {
        NumberColumn numbers => numbers.Values,
        IntegerColumn whole => [.. whole.Values.Select(value => (double)value)],
        null => throw new SpindleException(
            DiagnosticCodes.UnmetRequirement, $"the recording has no column '{name}', only {string.Join(", ", table.Columns.Select(column => column.Name))}"),
        _ => throw new SpindleException(DiagnosticCodes.UnmetRequirement, $"the column '{name}' holds text, expected numbers"),
    };
}
