namespace Spindle.Contracts;

/// <summary>A task whose trials can be written as HDF5 in a layout that its field knows, a file for each split.</summary>
public interface IHdf5Exportable
{
    /// <summary>The splits of its trials; the first is the one that is meant where none is named.</summary>
    /// <param name="artifacts">The artifacts that the task planned, by name.</param>
    IReadOnlyList<TrialSplit> Splits(IReadOnlyDictionary<string, ArtifactRef> artifacts);

    /// <summary>Writes the trials of a split as HDF5.</summary>
    /// <param name="file">Where to; it must read, write and seek.</param>
    /// <param name="split">The name of the split.</param>
    /// <param name="shards">The tensors of its shards in order. Each is read when its turn comes, and is valid until the next is asked for.</param>
    /// <param name="cancellation">Ends the writing; what is written by then is no whole file.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    void WriteHdf5(Stream file, string split, IEnumerable<IReadOnlyDictionary<string, TensorData>> shards, CancellationToken cancellation);
}

/// <summary>Trials of a task that belong together, as those to train on.</summary>
/// <param name="Name">The name of the split.</param>
/// <param name="Shards">The artifacts that hold them, all of them tensors, in order; none where it has no trials.</param>
public sealed record TrialSplit(string Name, IReadOnlyList<ArtifactRef> Shards);
