using System.Globalization;
using System.Numerics;
using System.Text;
using Spindle.Artifacts;
using Spindle.Contracts;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Comparison;

/// <summary>Compares two artifacts of one type by what they hold: number by number, cell by cell.</summary>
public static class ArtifactComparison
{
    /// <summary>What sets two artifacts apart.</summary>
    /// <param name="type">What they are.</param>
    /// <param name="before">The content of the first.</param>
    /// <param name="after">The content of the second.</param>
    /// <param name="tolerance">How far numbers may be apart.</param>
    /// <exception cref="FormatException">A content is not of the type.</exception>
    public static ArtifactDifference Of(ArtifactType type, BlobContent before, BlobContent after, Tolerance tolerance)
    {
        var tally = new DifferenceTally(tolerance);
        switch (type)
        {
            case ArtifactType.Tensors:
                Tensors(tally, SafeTensors.Read(before.Memory), SafeTensors.Read(after.Memory));
                break;
            case ArtifactType.Table:
                Tables(tally, Table(before), Table(after));
                break;
            case ArtifactType.Record or ArtifactType.Figure:
                Records(tally, KeyDifference.Leaves(Text(before)), KeyDifference.Leaves(Text(after)));
                break;
            default:
                if (!before.Memory.Span.SequenceEqual(after.Memory.Span)) tally.Differs("their bytes differ");
                break;
        }
        return tally.Result();
    }

    private static void Tensors(DifferenceTally tally, IReadOnlyDictionary<string, TensorData> before, IReadOnlyDictionary<string, TensorData> after)
    {
        foreach (var name in tally.Shared("array", before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal)))
        {
            var (one, other) = (before[name], after[name]);
            if (one.Type != other.Type || !one.Shape.SequenceEqual(other.Shape)) tally.Differs($"the array '{name}': {Form(one)} → {Form(other)}");
            else Arrays(tally, name, one, other);
        }
    }

    private static void Arrays(DifferenceTally tally, string name, TensorData before, TensorData after)
    {
        string Place(long index) => $"{name}[{string.Join(',', Indices(before.Shape, index))}]";
        if (before.Type == ElementType.Float32) Numbers(tally, before.Values<float>(), after.Values<float>(), Place);
        else if (before.Type == ElementType.Float64) Numbers(tally, before.Values<double>(), after.Values<double>(), Place);
        else Numbers(tally, before.Values<long>(), after.Values<long>(), Place);
    }

    private static void Numbers<T>(DifferenceTally tally, ReadOnlySpan<T> before, ReadOnlySpan<T> after, Func<long, string> place)
        where T : INumberBase<T>
    {
        for (var i = 0; i < before.Length; i++) tally.Number(double.CreateChecked(before[i]), double.CreateChecked(after[i]), i, place);
    }

    private static void Tables(DifferenceTally tally, Table before, Table after)
    {
        if (before.Rows != after.Rows) tally.Differs($"{before.Rows} rows → {after.Rows} rows");
        var rows = Math.Min(before.Rows, after.Rows);
        foreach (var name in tally.Shared("column", before.Columns.Select(column => column.Name), after.Columns.Select(column => column.Name)))
        {
            string Place(long row) => $"{name}, row {row + 1}";
            switch (before[name], after[name])
            {
                case (TextColumn one, TextColumn other):
                    for (var i = 0; i < rows; i++)
                        if (one.Values[i] != other.Values[i]) tally.Differs($"{Place(i)}: '{one.Values[i]}' → '{other.Values[i]}'");
                    break;
                case (TextColumn, _) or (_, TextColumn):
                    tally.Differs($"the column '{name}' holds text in one of them only");
                    break;
                case var (one, other):
                    for (var i = 0; i < rows; i++) tally.Number(Cell(one, i), Cell(other, i), i, Place);
                    break;
            }
        }
    }

    private static void Records(DifferenceTally tally, Dictionary<string, string> before, Dictionary<string, string> after)
    {
        foreach (var path in tally.Shared("value", before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal)))
        {
            if (IsNumber(before[path], out var one) && IsNumber(after[path], out var other)) tally.Number(one, other, 0, _ => path);
            else if (before[path] != after[path]) tally.Differs($"{path}: {before[path]} → {after[path]}");
        }
    }

    private static bool IsNumber(string json, out double value) => double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static double Cell(Column column, int row) => column is IntegerColumn wholes ? wholes.Values[row] : ((NumberColumn)column).Values[row];

    private static string Form(TensorData tensor) => $"{tensor.Type} of {(tensor.Shape.Count == 0 ? "one number" : string.Join('×', tensor.Shape))}";

    private static IEnumerable<long> Indices(IReadOnlyList<long> shape, long index)
    {
        var indices = new long[shape.Count];
        for (var axis = shape.Count - 1; axis >= 0; axis--) (index, indices[axis]) = Math.DivRem(index, shape[axis]);
        return indices;
    }

    private static Table Table(BlobContent content)
    {
        using var stream = content.OpenStream();
        return ParquetTable.Read(stream);
    }

    private static string Text(BlobContent content) => Encoding.UTF8.GetString(content.Memory.Span);
}
