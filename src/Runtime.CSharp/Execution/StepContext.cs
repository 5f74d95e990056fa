using System.Text;
using System.Text.Json.Nodes;
using Spindle.Artifacts;
using Spindle.Catalog;
using Spindle.Contracts;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>What an operation sees of the world while one step runs: artifacts of the store under the step's own names.</summary>
/// <param name="catalog">Reads specs among the parameters.</param>
/// <param name="store">Where artifacts are read and written.</param>
/// <param name="work">The step with what it reads.</param>
/// <param name="device">The very device to compute on.</param>
/// <param name="progress">Hears how far the step is.</param>
/// <param name="cancellation">Signalled when the step is to end.</param>
internal sealed class StepContext(
    KindCatalog catalog, ContentStore store, StepWork work, string device, Action<double, string> progress, CancellationToken cancellation)
    : IStepContext, IDisposable
{
    private readonly Dictionary<string, StoredOutput> written = [];
    private readonly List<IDisposable> opened = [];
    private readonly FrozenFiles files = new(work.Files);

    public CancellationToken Cancellation { get; } = cancellation;

    public string Device { get; } = device;

    public T Parameter<T>(string name) => StepParameters.Read<T>(catalog, work.Step.Parameters, name);

    public RandomStream Random(string stream) => StepParameters.Random(work.Step.Parameters, stream);

    public IReadOnlyDictionary<string, TensorData> ReadTensors(string input) => SafeTensors.Read(Open(input, ArtifactType.Tensors).Memory);

    public Table ReadTable(string input)
    {
        using var stream = Open(input, ArtifactType.Table).OpenStream();
        return ParquetTable.Read(stream);
    }

    public JsonObject ReadRecord(string input) => ReadJson(input, ArtifactType.Record);

    public Figure ReadFigure(string input) => FigureJson.Read(ReadJson(input, ArtifactType.Figure));

    public Stream ReadFile(DataFile file) => files.Open(file);

    public void WriteTensors(string output, IReadOnlyDictionary<string, TensorData> tensors)
    {
        RefuseOthers("tensors", output, FiniteNumbers.FirstOther(tensors, Declared(output).Gaps));
        Write(output, ArtifactType.Tensors, stream => SafeTensors.Write(stream, tensors));
    }

    public void WriteTable(string output, Table table)
    {
        RefuseOthers("table", output, FiniteNumbers.FirstOther(table, Declared(output).Gaps));
        Write(output, ArtifactType.Table, stream => ParquetTable.Write(stream, table));
    }

    public void WriteRecord(string output, JsonObject record)
    {
        RefuseOthers("record", output, FiniteNumbers.FirstOther(record));
        WriteJson(output, ArtifactType.Record, record);
    }

    public void WriteFigure(string output, Figure figure) => WriteJson(output, ArtifactType.Figure, FigureJson.Write(figure));

    public void WriteBytes(string output, ReadOnlyMemory<byte> bytes)
    {
        if (Declared(output).Type is not (ArtifactType.Svg or ArtifactType.Png) and var type)
            throw Broken($"writes bytes to '{output}', which is declared as {type}");
        Write(output, Declared(output).Type, stream => stream.Write(bytes.Span));
    }

    public void Progress(double fraction, string words) => progress(double.IsNaN(fraction) ? 0 : Math.Clamp(fraction, 0, 1), words);

    /// <summary>The outputs in the order of declaration, once the operation has returned.</summary>
    /// <exception cref="SpindleException">A promised output is missing, or a file changed while it was read.</exception>
    public IReadOnlyList<StoredOutput> Finish()
    {
        files.Verify();
        return [.. work.Step.Outputs.Select(output =>
            written.TryGetValue(output.Name, out var stored) ? stored : throw Broken($"ended without its output '{output.Name}'"))];
    }

    public void Dispose()
    {
        foreach (var content in opened) content.Dispose();
    }

    private JsonObject ReadJson(string input, ArtifactType type) => JsonNode.Parse(Open(input, type).Memory.Span)!.AsObject();

    private BlobContent Open(string input, ArtifactType type)
    {
        if (!work.Inputs.TryGetValue(input, out var stored)) throw Broken($"reads the input '{input}', which its step does not declare");
        if (stored.Type != type) throw Broken($"reads the input '{input}' as {type}, and it is {stored.Type}");
        try
        {
            var content = store.Open(stored);
            opened.Add(content);
            return content;
        }
        catch (DamagedBlobException error)
        {
            throw new InputLostException(input, error.Message, error);
        }
    }

    private static void RefuseOthers(string what, string output, string? number)
    {
        if (number is not null)
            throw new SpindleException(DiagnosticCodes.NotFinite, $"the number '{number}' of the {what} '{output}' is not finite");
    }

    private void WriteJson(string output, ArtifactType type, JsonObject json) =>
        Write(output, type, stream => stream.Write(Encoding.UTF8.GetBytes(CanonicalJson.Write(json))));

    private void Write(string output, ArtifactType type, Action<Stream> write)
    {
        var declared = Declared(output);
        if (declared.Type != type) throw Broken($"writes {type} to '{output}', which is declared as {declared.Type}");
        if (written.ContainsKey(output)) throw Broken($"writes the output '{output}' twice");
        using var blob = store.NewBlob();
        write(blob.Stream);
        var (digest, size) = blob.Finish();
        written[output] = new(output, type, digest, size);
    }

    private OutputDeclaration Declared(string output) =>
        work.Step.Outputs.FirstOrDefault(declared => declared.Name == output)
        ?? throw Broken($"writes the output '{output}', which its step does not declare");

    private SpindleException Broken(string what) => new(DiagnosticCodes.BrokenPromise, $"the operation '{work.Step.Operation}' {what}");
}
