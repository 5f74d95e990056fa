using System.Globalization;
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
            if ((update - from) % UpdatesBetweenReports == 0) Report(context, from, to, update, row, log);
            if ((update - from) % UpdatesBetweenCollections == UpdatesBetweenCollections - 1) NativeGarbage.Collect();
        }
        NativeGarbage.Collect();
        RefuseDivergence(log, from, to);
        context.WriteTensors("state", trainer.State());
        context.WriteTable("log", Log(log.ToData().Values<float>(), from, trainer.Trials));
    }

    private static void Report(IStepContext context, long from, long to, long update, Tensor row, Tensor log)
    {
        using var loss = row[0];
        var value = loss.item<float>();
        context.Progress((double)(update - from + 1) / (to - from), string.Create(CultureInfo.InvariantCulture, $"loss {value:G3}"));
        if (!float.IsFinite(value)) RefuseDivergence(log, from, update + 1);
    }

    /// <summary>Fails where an update gave no finite loss: what was learnt after it is worth nothing.</summary>
    private static void RefuseDivergence(Tensor log, long from, long to)
    {
        using var made = log.narrow(0, 0, to - from);
        var rows = made.ToData().Values<float>();
        for (var i = 0; i < rows.Length; i += 4)
        {
            if (!float.IsFinite(rows[i]))
                throw new SpindleException(DiagnosticCodes.Diverged, $"the training diverged: the loss of update {from + (i / 4) + 1} is not finite; try a smaller learning rate");
        }
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
