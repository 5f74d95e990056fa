using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Bench;

/// <summary>Runs one operation on values in memory.</summary>
internal sealed class Sample(IReadOnlyDictionary<string, object> parameters, IReadOnlyDictionary<string, object> inputs) : IStepContext
{
    private readonly Dictionary<string, object> outputs = [];

    public CancellationToken Cancellation => CancellationToken.None;

    public string Device => "cpu";

    /// <summary>The arrays that the operation wrote.</summary>
    public IReadOnlyDictionary<string, TensorData> Tensors(string output) => (IReadOnlyDictionary<string, TensorData>)outputs[output];

    /// <summary>The table that the operation wrote.</summary>
    public Table Table(string output) => (Table)outputs[output];

    public T Parameter<T>(string name) => (T)parameters[name];

    public RandomStream Random(string stream) => RandomStream.Derive(7, 1, stream);

    public IReadOnlyDictionary<string, TensorData> ReadTensors(string input) => (IReadOnlyDictionary<string, TensorData>)inputs[input];

    public Table ReadTable(string input) => (Table)inputs[input];

    public JsonObject ReadRecord(string input) => (JsonObject)inputs[input];

    public Figure ReadFigure(string input) => (Figure)inputs[input];

    public Stream ReadFile(DataFile file) => File.OpenRead(file.Path);

    public void WriteTensors(string output, IReadOnlyDictionary<string, TensorData> tensors) => outputs[output] = tensors;

    public void WriteTable(string output, Table table) => outputs[output] = table;

    public void WriteRecord(string output, JsonObject record) => outputs[output] = record;

    public void WriteFigure(string output, Figure figure) => outputs[output] = figure;

    public void WriteBytes(string output, ReadOnlyMemory<byte> bytes) => outputs[output] = bytes.ToArray();

    public void Progress(double fraction, string words)
    {
    }
}
