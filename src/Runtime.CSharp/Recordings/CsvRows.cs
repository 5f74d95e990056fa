using System.Collections;
using System.Text;
using Spindle.Contracts;

namespace Spindle.Recordings;

/// <summary>The rows of separated values: cells may be quoted, a quote in them is doubled, a blank line is no row (RFC 4180).</summary>
/// <param name="text">The text.</param>
/// <param name="delimiter">What stands between cells.</param>
/// <param name="code">The diagnostic code of a text that is not of this form.</param>
internal sealed class CsvRows(TextReader text, char delimiter, string code = DiagnosticCodes.MalformedRecording) : IEnumerable<(int Line, IReadOnlyList<string> Cells)>
{
    private int line = 1;

    /// <summary>What is wrong with a line.</summary>
    public SpindleException Malformed(int line, string message) => new(code, $"line {line}: {message}");

    /// <inheritdoc/>
    public IEnumerator<(int Line, IReadOnlyList<string> Cells)> GetEnumerator()
    {
        while (Peek() >= 0)
        {
            var start = line;
            var cells = Row();
            if (cells.Count > 1 || cells[0] != "") yield return (start, cells);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<string> Row()
    {
        var cells = new List<string>();
        while (true)
        {
            cells.Add(Peek() == '"' ? Quoted() : Plain());
            var next = Take();
            if (next == delimiter) continue;
            if (next == '\r' && Peek() == '\n') next = Take();
            if (next is '\n' or '\r' or < 0) return cells;
            throw Malformed(line, $"'{(char)next}' after a quoted value, expected '{delimiter}' or the end of the line");
        }
    }

    private string Plain()
    {
        var cell = new StringBuilder();
        while (Peek() is >= 0 and not ('\n' or '\r') and var next && next != delimiter) cell.Append((char)Take());
        return cell.ToString().Trim();
    }

    private string Quoted()
    {
        var (cell, start) = (new StringBuilder(), line);
        Take();
        while (true)
        {
            var next = Take();
            if (next < 0) throw Malformed(start, "a quoted value does not end");
            if (next == '"' && Peek() != '"') return cell.ToString();
            if (next == '"') Take();
            cell.Append((char)next);
        }
    }

    private int Peek() => Decoded(text.Peek);

    private int Take()
    {
        var next = Decoded(text.Read);
        if (next == '\n') line++;
        return next;
    }

    private int Decoded(Func<int> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException)
        {
            throw Malformed(line, "bytes that are not UTF-8, here or a little later");
        }
    }
}
