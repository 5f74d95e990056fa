using Spindle.Contracts;

namespace Spindle.Recordings;

/// <summary>Reads a file of separated values.</summary>
[Operation("csv/read")]
public sealed class CsvOperation : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var recording = context.Parameter<Csv>("recording");
        using var file = context.ReadFile(recording.File);
        context.WriteTable("table", CsvTable.Read(file, recording.Delimiter[0], context.Cancellation));
    }
}
