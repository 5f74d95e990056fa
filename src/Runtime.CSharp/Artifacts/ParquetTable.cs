using System.Text.Json;
using System.Text.Json.Nodes;
using Parquet;
using Parquet.Schema;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Artifacts;

/// <summary>
/// Tables as Parquet: one row group, no compression, plain encoding, units in the file's metadata under
/// <c>spindle.units</c>. Equal tables give equal bytes.
/// </summary>
public static class ParquetTable
{
    private const string UnitsKey = "spindle.units";

    /// <summary>Writes a table.</summary>
    /// <exception cref="ArgumentException">It has no column, two of one name, or columns of different lengths.</exception>
    public static void Write(Stream stream, Table table)
    {
        Check(table);
        // The library seeks while it writes.
        using var buffer = new MemoryStream();
        WriteAsync(buffer, table).GetAwaiter().GetResult();
        buffer.WriteTo(stream);
    }

    /// <summary>Reads a table of numbers, whole numbers and text.</summary>
    /// <exception cref="FormatException">The bytes are no Parquet file, or a column is of another type.</exception>
    public static Table Read(Stream stream)
    {
        try
        {
            return ReadAsync(stream).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ParquetException or JsonException)
        {
            throw new FormatException($"not a Parquet table: {error.Message}", error);
        }
    }

    private static async Task WriteAsync(Stream stream, Table table)
    {
        var fields = table.Columns.Select(Field).ToArray();
        // The library's dictionary encoding samples values; plain encoding depends on nothing but them.
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.None, DictionaryEncodingThreshold = 0 };
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, options).ConfigureAwait(false);
        writer.CustomMetadata = new Dictionary<string, string> { [UnitsKey] = Units(table) };
        using var group = writer.CreateRowGroup();
        foreach (var (field, column) in fields.Zip(table.Columns))
        {
            await (column switch
            {
                NumberColumn numbers => group.WriteAsync<double>(field, numbers.Values),
                IntegerColumn wholes => group.WriteAsync<long>(field, wholes.Values),
                TextColumn texts => group.WriteAsync(field, texts.Values),
                _ => throw new ArgumentException($"column '{column.Name}' is of type {column.GetType()}", nameof(table)),
            }).ConfigureAwait(false);
        }
    }

    private static async Task<Table> ReadAsync(Stream stream)
    {
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true).ConfigureAwait(false);
        var units = reader.CustomMetadata.TryGetValue(UnitsKey, out var json) ? JsonNode.Parse(json)!.AsObject() : [];
        var columns = new List<Column>();
        foreach (var field in reader.Schema.DataFields)
        {
            var unit = units[field.Name]?.GetValue<string>() ?? "";
            columns.Add(await ReadColumnAsync(reader, field, unit).ConfigureAwait(false));
        }
        return new(columns);
    }

    private static async Task<Column> ReadColumnAsync(ParquetReader reader, DataField field, string unit)
    {
        if (field.ClrType == typeof(double)) return new NumberColumn(field.Name, unit, await ValuesAsync<double>(reader, field).ConfigureAwait(false));
        if (field.ClrType == typeof(long)) return new IntegerColumn(field.Name, unit, await ValuesAsync<long>(reader, field).ConfigureAwait(false));
        if (field.ClrType != typeof(ReadOnlyMemory<char>)) throw new FormatException($"column '{field.Name}' holds {field.ClrType.Name}; numbers, whole numbers and text can be read");
        var texts = new List<string>();
        foreach (var group in reader.RowGroups)
        {
            var part = new string[group.RowCount];
            await group.ReadAsync(field, part).ConfigureAwait(false);
            texts.AddRange(part);
        }
        return new TextColumn(field.Name, [.. texts]);
    }

    private static async Task<T[]> ValuesAsync<T>(ParquetReader reader, DataField field) where T : struct
    {
        var values = new T[reader.RowGroups.Sum(group => group.RowCount)];
        var start = 0;
        foreach (var group in reader.RowGroups)
        {
            await group.ReadAsync<T>(field, values.AsMemory(start, (int)group.RowCount)).ConfigureAwait(false);
            start += (int)group.RowCount;
        }
        return values;
    }

    private static DataField Field(Column column) => column switch
    {
        NumberColumn => new(column.Name, typeof(double), isNullable: false),
        IntegerColumn => new(column.Name, typeof(long), isNullable: false),
        _ => new(column.Name, typeof(string), isNullable: false),
    };

    private static string Units(Table table) =>
        CanonicalJson.Write(new JsonObject(table.Columns.Where(column => column.Unit.Length > 0).Select(column => KeyValuePair.Create(column.Name, (JsonNode?)column.Unit))));

    private static void Check(Table table)
    {
        if (table.Columns.Count == 0) throw new ArgumentException("a table needs a column", nameof(table));
        var twice = table.Columns.GroupBy(column => column.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new ArgumentException($"two columns are called '{twice.Key}'", nameof(table));
        var odd = table.Columns.FirstOrDefault(column => column.Length != table.Rows);
        if (odd is not null) throw new ArgumentException($"column '{odd.Name}' has {odd.Length} rows, the first {table.Rows}", nameof(table));
    }
}
