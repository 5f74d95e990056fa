using Spindle.Contracts;
using Spindle.Probes.Maturation;

namespace Spindle.Probes.Comparison;

/// <summary>Measures <see cref="MaturationComparison"/>.</summary>
[Operation("maturation_comparison/measure")]
public sealed class MaturationComparisonMeasure : IOperation
{
    private static readonly string[] Ages = ["before", "after"];

    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<MaturationComparison>("probe");
        var changes = probe.Measures.Select(measure => MeasuredChange.Read(context, measure, probe.Boundary)).ToList();
        var numbers = new MeasuredNumbers();
        foreach (var change in changes) change.AddTo(numbers);
        numbers.Write(context);
        context.WriteTable("measures", Measures(changes));
        context.WriteFigure("comparison", Draw(changes));
    }

    /// <summary>Means and standard errors: of the animals before and after, of the model at every stage.</summary>
    private static Table Measures(IReadOnlyList<MeasuredChange> changes)
    {
        var rows = new List<(string Measure, string Of, string When, long Count, double Mean, double Error)>();
        foreach (var change in changes)
        {
            foreach (var (when, values) in Ages.Zip([change.Before, change.After]))
                rows.Add((change.Measure.Name, "animals", when, values.Length, MeasuredChange.Mean(values), MeasuredChange.Error(values)));
            foreach (var (stage, value) in MaturationStages.All.Zip(change.Model))
                rows.Add((change.Measure.Name, "model", stage.Name(), double.IsNaN(value) ? 0 : 1, value, double.NaN));
        }
        return new(
        [
            new TextColumn("measure", [.. rows.Select(row => row.Measure)]),
            new TextColumn("of", [.. rows.Select(row => row.Of)]),
            new TextColumn("when", [.. rows.Select(row => row.When)]),
            new IntegerColumn("count", "", [.. rows.Select(row => row.Count)]),
            new NumberColumn("mean", "", [.. rows.Select(row => row.Mean)]),
            new NumberColumn("standard_error", "", [.. rows.Select(row => row.Error)]),
        ]);
    }

    private static Figure Draw(IReadOnlyList<MeasuredChange> changes)
    {
        var panels = new List<Panel>();
        foreach (var change in changes)
        {
            panels.Add(Animals(change));
            if (change.Measure.HasModel) panels.Add(Model(change));
        }
        panels.Add(Relative(changes));
        return new(
            "Animals and model",
            "Means of the animals before and after maturation with their standard errors, the model's numbers at its stages, and both changes relative to "
                + "before, or to the early stage.",
            panels, 2);
    }

    private static LinePanel Animals(MeasuredChange change)
    {
        double[] means = [MeasuredChange.Mean(change.Before), MeasuredChange.Mean(change.After)];
        double[] errors = [MeasuredChange.Error(change.Before), MeasuredChange.Error(change.After)];
        return new(
            $"{Words(change)}: animals", Named("Maturation", Ages), new(Words(change), change.Measure.Unit),
            [new("Animals", [0, 1], means) { Spread = errors, Color = FigureColor.Black, Mark = FigureMark.Both }]);
    }

    private static LinePanel Model(MeasuredChange change)
    {
        var reached = MaturationStages.All.Where(stage => !double.IsNaN(change.Model[(int)stage])).ToList();
        return new(
            $"{Words(change)}: model", Named("Stage", [.. MaturationStages.All.Select(stage => stage.Name())]), new(Words(change), ""),
            [new("Model", [.. reached.Select(stage => (double)stage)], [.. reached.Select(stage => change.Model[(int)stage])]) { Color = FigureColor.Red, Mark = FigureMark.Both }]);
    }

    private static BarPanel Relative(IReadOnlyList<MeasuredChange> changes)
    {
        Series Bars(string name, FigureColor color, Func<MeasuredChange, double> number)
        {
            var there = Enumerable.Range(0, changes.Count).Where(at => !double.IsNaN(number(changes[at]))).ToList();
            return new(name, [.. there.Select(at => (double)at)], [.. there.Select(at => 100 * number(changes[at]))]) { Color = color };
        }

        return new(
            "Relative change", Named("", [.. changes.Select(Words)]), new("Change", "%"),
            [Bars("Animals", FigureColor.Black, change => change.Change), Bars("Model", FigureColor.Red, change => change.ModelChange)]);
    }

    /// <summary>An axis of names, with room beside the first and the last.</summary>
    private static FigureAxis Named(string label, IReadOnlyList<string> names) => new(label, "") { Names = names, Range = [-0.5, names.Count - 0.5] };

    private static string Words(MeasuredChange change)
    {
        var words = change.Measure.Name.Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
