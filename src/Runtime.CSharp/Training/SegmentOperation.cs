using Spindle.Architectures;
using Spindle.Contracts;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Training;

/// <summary>
/// Trains from one checkpoint to the next. Stream <c>system_identification.window</c>: item k is the start of update k, so a
/// chain of segments draws what one long segment would.
/// </summary>
[Operation("system_identification/segment", Random = true, Tensors = true)]
public sealed class SegmentOperation : IOperation
{
    /// <summary>The binding frees the numbers that it passes to libtorch only with the garbage; without collections their scatter
    /// keeps freed blocks apart and memory grows.</summary>
    private const long UpdatesBetweenCollections = 50;

    private const long UpdatesBetweenReports = 50;

    /// <inheritdoc/>
    public void Run(IStepContext context) => Train(context, TorchDevice.Of(context.Device));

    private static void Train(IStepContext context, Device device)
    {
        set_num_threads(1);
        var training = context.Parameter<SystemIdentification>("training");
        var (from, to) = (context.Parameter<long>("from"), context.Parameter<long>("to"));
        var windows = context.Random("system_identification.window");
        using var trainer = new IdentificationTrainer(
            context.Parameter<InputSeparatedRnn>("architecture"), training, context.ReadTensors("data"), context.ReadTensors("state"), device);
        using var log = zeros([to - from, 4], float32, device);
        for (var update = from; update < to; update++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            using var row = log.select(0, update - from);
            trainer.Update(windows.At(update).Integer(trainer.Steps - training.Window), row);
            if ((update - from) % UpdatesBetweenReports == 0) Report(context, update - from, to - from, row);
            if ((update - from) % UpdatesBetweenCollections == UpdatesBetweenCollections - 1) Collect();
        }
        Collect();
        context.WriteTensors("state", trainer.State());
        context.WriteTable("log", Log(log.ToData().Values<float>(), from, trainer.Trials));
    }

    private static void Report(IStepContext context, long done, long all, Tensor row)
    {
        using var loss = row[0];
        context.Progress((double)(done + 1) / all, $"loss {loss.item<float>():G3}");
    }

    private static void Collect()
    {
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
    }

    private static Table Log(ReadOnlySpan<float> rows, long from, long trials)
    {
        var count = rows.Length / 4;
        var columns = Enumerable.Range(0, 4).Select(_ => new double[count]).ToArray();
        for (var i = 0; i < rows.Length; i++) columns[i % 4][i / 4] = rows[i];
        long[] updates = [.. Enumerable.Range(1, count).Select(i => from + i)];
        return new(
        [
            new IntegerColumn("update", "", updates),
            new IntegerColumn("samples", "", [.. updates.Select(update => update * trials)]),
            new NumberColumn("loss", "", columns[0]),
            new NumberColumn("fit", "", columns[1]),
            new NumberColumn("rate_penalty", "", columns[2]),
            new NumberColumn("weight_penalty", "", columns[3]),
        ]);
    }
}
