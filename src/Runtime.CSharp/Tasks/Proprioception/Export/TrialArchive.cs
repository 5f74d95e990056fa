using PureHDF;
using PureHDF.Selections;
using Spindle.Contracts;

namespace Spindle.Tasks.Proprioception.Export;

/// <summary>
/// Writes trials as HDF5 in the layouts that the studies published: names, axes and units are theirs; numbers of signals and movements are float32. One trial is one chunk.
/// </summary>
public static class TrialArchive
{
    /// <summary>Writes trials.</summary>
    /// <param name="file">Where to; it must be able to seek.</param>
    /// <param name="task">The task, whose limb decides which study's layout it is.</param>
    /// <param name="shards">The shards' tensors, each read when its turn comes.</param>
    /// <param name="trials">How many trials the shards hold.</param>
    /// <param name="cancellation">Ends the writing; the file is then incomplete.</param>
    public static void Write(
        Stream file, CharacterRecognition task, IEnumerable<IReadOnlyDictionary<string, TensorData>> shards, long trials, CancellationToken cancellation)
    {
        var layout = ArchiveLayout.Of(task);
        var signals = layout.Signals.Select(signal => new H5Dataset<float[]>([(ulong)trials, .. signal.Shape], [1, .. signal.Shape.Select(size => (uint)size)])).ToArray();
        var numbers = layout.Numbers.Select(number => new H5Dataset<double[]>([(ulong)trials, .. number.Shape])).ToArray();
        var wholes = layout.Wholes.Select(_ => new H5Dataset<long[]>([(ulong)trials])).ToArray();
        var planes = new H5Dataset<string[]>([(ulong)trials]);
        var root = new H5File();
        for (var i = 0; i < signals.Length; i++) root[layout.Signals[i].Name] = signals[i];
        for (var i = 0; i < numbers.Length; i++) root[layout.Numbers[i].Name] = numbers[i];
        for (var i = 0; i < wholes.Length; i++) root[layout.Wholes[i].Name] = wholes[i];
        if (layout.Planes) root["plane"] = planes;
        using var writer = root.BeginWrite(file, new H5WriteOptions(DefaultStringLength: "horizontal".Length));
        var row = 0UL;
        foreach (var shard in shards)
        {
            var read = task.Trials(shard);
            for (var trial = 0; trial < read.Count; trial++, row++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var i = 0; i < signals.Length; i++) writer.Write(signals[i], layout.Signals[i].Values(read, trial), fileSelection: Row(row, layout.Signals[i].Shape));
                for (var i = 0; i < numbers.Length; i++) writer.Write(numbers[i], layout.Numbers[i].Values(shard, trial), fileSelection: Row(row, layout.Numbers[i].Shape));
                for (var i = 0; i < wholes.Length; i++) writer.Write(wholes[i], [layout.Wholes[i].Value(shard, read, trial)], fileSelection: Row(row, []));
                if (layout.Planes) writer.Write(planes, [shard["plane"].Values<long>()[trial] == 0 ? "horizontal" : "vertical"], fileSelection: Row(row, []));
            }
        }
    }

    private static HyperslabSelection Row(ulong row, ulong[] shape) => new(shape.Length + 1, [row, .. new ulong[shape.Length]], [1, .. shape]);
}
