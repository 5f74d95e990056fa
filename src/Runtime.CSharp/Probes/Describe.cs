using MathNet.Numerics.Statistics;
using Spindle.Contracts;

namespace Spindle.Probes;

/// <summary>Count, mean, standard deviation and extremes of every numeric column of a recording's table.</summary>
[Kind("describe", Version = 1)]
public sealed record Describe : ProbeSpec
{
    /// <summary>The recording whose table is described.</summary>
    [PlanOnly] public required RecordingRef Of { get; init; }

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        if (subject is not PlannedRecording recording || !recording.Artifacts.ContainsKey("table"))
            yield return new(
                DiagnosticCodes.UnmetRequirement, nameof(Of), $"'{subject.Name}' has no table to describe", "name a recording of kind csv");
    }

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject) =>
        [new("rows", "", "Rows of the table."), new("columns", "", "Columns of the table, numeric or not.")];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) =>
        planner.Step(new("", "describe/table")
        {
            Inputs = new Dictionary<string, ArtifactRef> { ["table"] = ((PlannedRecording)subject).Artifacts["table"] },
            Outputs = [new("metrics", ArtifactType.Record), new("columns", ArtifactType.Table) { Gaps = true }],
        });
}

/// <summary>Describes the numeric columns; missing values are left out, the standard deviation is the sample's (n − 1).</summary>
[Operation("describe/table")]
public sealed class DescribeTable : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var table = context.ReadTable("table");
        var columns = table.Columns.Where(column => column is NumberColumn or IntegerColumn).ToList();
        var values = columns.Select(Present).ToList();
        double[] Each(Func<double[], double> number) => [.. values.Select(number)];
        context.WriteTable("columns", new(
        [
            new TextColumn("column", [.. columns.Select(column => column.Name)]),
            new TextColumn("unit", [.. columns.Select(column => column.Unit)]),
            new IntegerColumn("count", "", [.. values.Select(column => (long)column.Length)]),
            new NumberColumn("mean", "", Each(ArrayStatistics.Mean)),
            new NumberColumn("sd", "", Each(ArrayStatistics.StandardDeviation)),
            new NumberColumn("minimum", "", Each(ArrayStatistics.Minimum)),
            new NumberColumn("maximum", "", Each(ArrayStatistics.Maximum)),
        ]));
        context.WriteMetrics(new Dictionary<string, double> { ["rows"] = table.Rows, ["columns"] = table.Columns.Count });
    }

    private static double[] Present(Column column) => column switch
    {
        NumberColumn numbers => [.. numbers.Values.Where(value => !double.IsNaN(value))],
        IntegerColumn whole => [.. whole.Values.Select(value => (double)value)],
        _ => [],
    };
}
