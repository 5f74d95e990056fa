using Spindle.Contracts;

namespace Spindle.Training;

/// <summary>Units that a probe's table picks: those with a row in which a column is as wanted.</summary>
public sealed record UnitCriterion : Clause
{
    /// <summary>The probe.</summary>
    [PlanOnly] public required ProbeRef Probe { get; init; }

    /// <summary>The table, one of the probe's outputs.</summary>
    [PlanOnly] public required string Table { get; init; }

    /// <summary>The column that holds the index of a unit.</summary>
    public string UnitColumn { get; init; } = "unit";

    /// <summary>The column that decides; without one, every unit of the table is picked.</summary>
    public string Column { get; init; } = "";

    /// <summary>The least number that is picked.</summary>
    public double? AtLeast { get; init; }

    /// <summary>The greatest number that is picked.</summary>
    public double? AtMost { get; init; }

    /// <summary>The text that is picked, in a column of text.</summary>
    public string? Is { get; init; }

    /// <summary>The units of the table that are picked.</summary>
    /// <exception cref="SpindleException">The table lacks a column, or it is of another type.</exception>
    public IReadOnlyList<long> Pick(Table table)
    {
        if (Named(table, UnitColumn) is not IntegerColumn units)
            throw Unmet($"column '{UnitColumn}' of table '{Table}' does not hold whole numbers");
        var picks = Picks(table);
        return [.. Enumerable.Range(0, table.Rows).Where(picks).Select(row => units.Values[row])];
    }

    private Func<int, bool> Picks(Table table)
    {
        if (Column.Length == 0) return _ => true;
        return Named(table, Column) switch
        {
            TextColumn texts when Is is not null => row => texts.Values[row] == Is,
            NumberColumn numbers when Is is null => row => Lies(numbers.Values[row]),
            IntegerColumn wholes when Is is null => row => Lies(wholes.Values[row]),
            _ => throw Unmet($"column '{Column}' of table '{Table}' takes {(Is is null ? "a text (is)" : "limits (at_least, at_most)")}"),
        };
    }

    private bool Lies(double value) => !(value < AtLeast) && !(value > AtMost) && !double.IsNaN(value);

    private Column Named(Table table, string name) =>
        table.Columns.FirstOrDefault(column => column.Name == name)
        ?? throw Unmet($"table '{Table}' has no column '{name}', only {string.Join(", ", table.Columns.Select(column => column.Name))}");

    private static SpindleException Unmet(string message) => new(DiagnosticCodes.UnmetRequirement, message);
}
