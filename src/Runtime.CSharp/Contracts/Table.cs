namespace Spindle.Contracts;

/// <summary>Named columns of equal length.</summary>
public sealed record Table(IReadOnlyList<Column> Columns)
{
    /// <summary>How many rows it has.</summary>
    public int Rows => Columns.Count == 0 ? 0 : Columns[0].Length;

    /// <summary>The column of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Column this[string name] =>
        Columns.FirstOrDefault(column => column.Name == name) ?? throw new KeyNotFoundException($"no column '{name}'");
}

/// <summary>A column of a table.</summary>
/// <param name="Name">In snake_case.</param>
/// <param name="Unit">The unit of its values, empty for none.</param>
public abstract record Column(string Name, string Unit)
{
    /// <summary>How many values it has.</summary>
    public abstract int Length { get; }
}

/// <summary>A column of numbers; NaN stands for a missing one.</summary>
public sealed record NumberColumn(string Name, string Unit, double[] Values) : Column(Name, Unit)
{
    /// <inheritdoc/>
    public override int Length => Values.Length;
}

/// <summary>A column of whole numbers.</summary>
public sealed record IntegerColumn(string Name, string Unit, long[] Values) : Column(Name, Unit)
{
    /// <inheritdoc/>
    public override int Length => Values.Length;
}

/// <summary>A column of text.</summary>
public sealed record TextColumn(string Name, string[] Values) : Column(Name, "")
{
    /// <inheritdoc/>
    public override int Length => Values.Length;
}
