using Spindle.Contracts;

namespace Spindle.Recordings;

/// <summary>A text file of separated values with a header, read as one table (RFC 4180).</summary>
/// <remarks>
/// Its artifact: <c>table</c>. A column is whole numbers, numbers (an empty cell and <c>NaN</c> are missing ones) or text, by its content. The file may begin
/// with a byte order mark.
/// </remarks>
[Kind("csv", Version = 1)]
public sealed record Csv : RecordingSpec
{
    /// <summary>The file, in UTF-8.</summary>
    public required DataFile File { get; init; }

    /// <summary>What stands between two values: one character.</summary>
    public string Delimiter { get; init; } = ",";

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (Delimiter.Length != 1 || Delimiter is "\"" or "\n" or "\r")
        {
            var message = $"a delimiter '{Delimiter}', expected one character that is neither a quote nor a line end";
            yield return new(DiagnosticCodes.OutOfRange, nameof(Delimiter), message);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => planner.Step(new("", "csv/read")
    {
        Parameters = new Dictionary<string, object> { ["recording"] = this },
        Outputs = [new("table", ArtifactType.Table) { Gaps = true }],
    });
}
