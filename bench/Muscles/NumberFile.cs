using System.Globalization;

namespace Spindle.Bench.Muscles;

/// <summary>A table of OpenSim's numbers: comma separated, a header, text or numbers.</summary>
internal sealed class NumberFile
{
    private readonly Dictionary<string, int> columns;
    private readonly string[][] rows;

    /// <summary>Reads a file.</summary>
    public NumberFile(string path)
    {
        var lines = File.ReadAllLines(path);
        Names = lines[0].Split(',');
        columns = Names.Index().ToDictionary(column => column.Item, column => column.Index);
        rows = [.. lines.Skip(1).Where(line => line != "").Select(line => line.Split(','))];
    }

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many rows there are.</summary>
    public int Rows => rows.Length;

    /// <summary>A text.</summary>
    public string Text(int row, string column) => rows[row][columns[column]];

    /// <summary>A number.</summary>
    public double Number(int row, string column) => double.Parse(Text(row, column), CultureInfo.InvariantCulture);
}
