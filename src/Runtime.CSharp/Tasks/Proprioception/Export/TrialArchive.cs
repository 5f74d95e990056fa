using System.Reflection;
using System.Runtime.ExceptionServices;
using PureHDF;
using PureHDF.Selections;
using Spindle.Contracts;
using Spindle.Tasks.Proprioception.Trials;

namespace Spindle.Tasks.Proprioception.Export;

/// <summary>
/// Writes trials as HDF5 in the layouts that the studies published: names, axes and units are theirs; numbers of signals are float32.
/// </summary>
public sealed class TrialArchive
{
    private readonly CharacterRecognition task;
    private readonly ArchiveLayout layout;
    private readonly H5Dataset<float[]>[] signals;
    private readonly H5Dataset<double[]>[] numbers;
    private readonly H5Dataset<long[]>[] wholes;
    private readonly H5Dataset<string[]>? planes;
    private readonly H5Dataset<double[]>? mean;
    private readonly double[] sums;

    private TrialArchive(CharacterRecognition task, string split)
    {
        this.task = task;
        layout = ArchiveLayout.Of(task, split);
        var trials = (ulong)MovementPlan.Count(task.Movements, split);
        // Without chunks: the library holds every chunk until the end, which would be all trials; and a trial is one piece of the file in any case.
        signals = [.. layout.Signals.Select(signal => new H5Dataset<float[]>([trials, .. signal.Shape]))];
        numbers = [.. layout.Numbers.Select(number => new H5Dataset<double[]>([trials, .. number.Shape]))];
        wholes = [.. layout.Wholes.Select(_ => new H5Dataset<long[]>([trials]))];
        planes = layout.Planes ? new([trials]) : null;
        var shape = layout.Signals.FirstOrDefault(signal => signal.Name == layout.Mean?.Signal)?.Shape;
        mean = shape is null ? null : new(shape);
        sums = new double[shape?.Aggregate(1UL, (product, size) => product * size) ?? 0];
        Root = [];
        for (var i = 0; i < signals.Length; i++) Root[layout.Signals[i].Name] = signals[i];
        for (var i = 0; i < numbers.Length; i++) Root[layout.Numbers[i].Name] = numbers[i];
        for (var i = 0; i < wholes.Length; i++) Root[layout.Wholes[i].Name] = wholes[i];
        if (planes is not null) Root["plane"] = planes;
        if (mean is not null) Root[layout.Mean!.Name] = mean;
    }

    private H5File Root { get; }

    /// <summary>Writes the trials of a split.</summary>
    /// <param name="file">Where to; it must read, write and seek.</param>
    /// <param name="task">The task, whose limb decides which study's layout it is.</param>
    /// <param name="split">The split.</param>
    /// <param name="shards">The tensors of its shards in order, each read when its turn comes.</param>
    /// <param name="cancellation">Ends the writing; the file is then incomplete.</param>
    public static void Write(
        Stream file, CharacterRecognition task, string split, IEnumerable<IReadOnlyDictionary<string, TensorData>> shards, CancellationToken cancellation)
    {
        var archive = new TrialArchive(task, split);
        try
        {
            using var joined = new JoinedWrites(file);
            var writer = archive.Root.BeginWrite(joined, new H5WriteOptions(DefaultStringLength: "horizontal".Length));
            archive.Write(writer, shards, cancellation);
            // What ended early is not to be completed, which would fail once more: the stream is its owner's to close.
            writer.Dispose();
            joined.Flush();
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } problem)
        {
            ExceptionDispatchInfo.Throw(problem);
        }
    }

    private void Write(H5NativeWriter writer, IEnumerable<IReadOnlyDictionary<string, TensorData>> shards, CancellationToken cancellation)
    {
        var row = 0UL;
        foreach (var shard in shards)
        {
            var trials = task.Trials(shard);
            for (var trial = 0; trial < trials.Count; trial++, row++)
            {
                cancellation.ThrowIfCancellationRequested();
                Write(writer, shard, trials, trial, row);
            }
        }
        if (mean is not null) writer.Write(mean, [.. sums.Select(sum => sum / row)]);
    }

    private void Write(H5NativeWriter writer, IReadOnlyDictionary<string, TensorData> shard, MovementTrials trials, int trial, ulong row)
    {
        for (var i = 0; i < signals.Length; i++)
        {
            var values = layout.Signals[i].Values(trials, trial);
            writer.Write(signals[i], values, fileSelection: Row(row, layout.Signals[i].Shape));
            if (layout.Signals[i].Name != layout.Mean?.Signal) continue;
            for (var at = 0; at < values.Length; at++) sums[at] += values[at];
        }
        for (var i = 0; i < numbers.Length; i++) writer.Write(numbers[i], layout.Numbers[i].Values(shard, trial), fileSelection: Row(row, layout.Numbers[i].Shape));
        for (var i = 0; i < wholes.Length; i++) writer.Write(wholes[i], [layout.Wholes[i].Value(shard, trials, trial)], fileSelection: Row(row, []));
        if (planes is not null) writer.Write(planes, [shard["plane"].Values<long>()[trial] == 0 ? "horizontal" : "vertical"], fileSelection: Row(row, []));
    }

    private static HyperslabSelection Row(ulong row, ulong[] shape) => new(shape.Length + 1, [row, .. new ulong[shape.Length]], [1, .. shape]);
}
