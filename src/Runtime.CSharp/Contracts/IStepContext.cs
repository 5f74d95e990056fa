using System.Text.Json.Nodes;

namespace Spindle.Contracts;

/// <summary>All that an operation may touch while it runs.</summary>
public interface IStepContext
{
    /// <summary>Signalled when the run is to end; a long operation looks at it often.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>The device to compute on: <c>cpu</c> or <c>cuda:0</c>.</summary>
    string Device { get; }

    /// <summary>A parameter of the step: a spec, <c>long</c>, <c>double</c>, <c>string</c> or <c>bool</c>.</summary>
    T Parameter<T>(string name);

    /// <summary>The random stream of a documented name, derived from the experiment's and the member's seeds alone.</summary>
    RandomStream Random(string stream);

    /// <summary>The arrays of an input, by name; valid until the step ends.</summary>
    IReadOnlyDictionary<string, TensorData> ReadTensors(string input);

    /// <summary>The table of an input.</summary>
    Table ReadTable(string input);

    /// <summary>The record of an input.</summary>
    JsonObject ReadRecord(string input);

    /// <summary>The figure of an input.</summary>
    Figure ReadFigure(string input);

    /// <summary>The content of a file that a parameter of the step names; it is the content that was digested.</summary>
    Stream ReadFile(DataFile file);

    /// <summary>Writes an output of arrays. Numbers that are not finite are refused, but NaN where the output declares <see cref="OutputDeclaration.Gaps"/>.</summary>
    void WriteTensors(string output, IReadOnlyDictionary<string, TensorData> tensors);

    /// <summary>Writes an output table. Numbers that are not finite are refused, but NaN where the output declares <see cref="OutputDeclaration.Gaps"/>.</summary>
    void WriteTable(string output, Table table);

    /// <summary>Writes an output record. Numbers that are not finite are refused.</summary>
    void WriteRecord(string output, JsonObject record);

    /// <summary>Writes an output figure, as data.</summary>
    void WriteFigure(string output, Figure figure);

    /// <summary>Writes an output of bytes in a format of its own: a drawn figure.</summary>
    void WriteBytes(string output, ReadOnlyMemory<byte> bytes);

    /// <summary>Tells how far the step is, from 0 to 1, with a few words.</summary>
    void Progress(double fraction, string words);
}
