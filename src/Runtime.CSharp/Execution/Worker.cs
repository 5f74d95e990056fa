using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Spindle.Catalog;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>
/// A process that runs steps for its parent, one at a time and on its main thread. Lines of JSON come in (a step to run,
/// <c>{"numerics":"auto"}</c> to ask for the class of a device, or <c>{"cancel":true}</c>) and go out (<see cref="WorkerReply"/>); the end of the input ends the process.
/// </summary>
/// <remarks>
/// One process a concurrent step, and no other thread that allocates: the tensor library frees temporaries from the
/// finalizer thread, and a collection that another thread sets off can free one that a native call still uses.
/// </remarks>
public sealed class Worker
{
    private readonly KindCatalog catalog;
    private readonly ContentStore store;
    private readonly StoreWarnings warnings;
    private readonly ITensorLibrary tensors;
    private readonly Stream output;
    private readonly BlockingCollection<JsonObject> requests = [];
    private readonly Lock door = new();
    private readonly Lock speaking = new();
    private readonly JsonObject machine = Machine.Describe();
    private CancellationTokenSource? running;

    private Worker(KindCatalog catalog, ContentStore store, StoreWarnings warnings, ITensorLibrary tensors, Stream output) =>
        (this.catalog, this.store, this.warnings, this.tensors, this.output) = (catalog, store, warnings, tensors, output);

    /// <summary>The whole life of a worker process.</summary>
    /// <param name="catalog">The operations.</param>
    /// <param name="store">The store that the parent uses.</param>
    /// <param name="warnings">Where the store tells what it meets: the parent hears it while a step runs.</param>
    /// <param name="tensors">Loaded when the first step that needs it comes.</param>
    /// <param name="input">Where requests come from; its end means that the parent is gone.</param>
    /// <param name="output">Where replies go; nothing else may be written there.</param>
    /// <returns>The process's exit code.</returns>
    public static int Main(
        KindCatalog catalog, ContentStore store, StoreWarnings warnings, ITensorLibrary tensors, Stream input, Stream output)
    {
        using var signals = ParentBond.Tie();
        Console.SetOut(Console.Error);
        var worker = new Worker(catalog, store, warnings, tensors, output);
        new Thread(() => worker.Listen(input)) { IsBackground = true, Name = "requests" }.Start();
        foreach (var request in worker.requests.GetConsumingEnumerable())
        {
            if (request["numerics"] is { } device) worker.Send(worker.ClassOf(device.GetValue<string>()));
            else worker.Run(StepWorkJson.Read(request, store));
        }
        return 0;
    }

    private WorkerReply ClassOf(string device)
    {
        try
        {
            return new WorkerReply.DeviceClass(tensors.Prepare(device, 1).Class);
        }
        catch (Exception error)
        {
            return new WorkerReply.Failed(OperationRun.FailureOf(error));
        }
    }

    private void Listen(Stream input)
    {
        using var reader = new StreamReader(input, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            var request = JsonNode.Parse(line)!.AsObject();
            if (request.ContainsKey("cancel")) Cancel();
            else requests.Add(request);
        }
        lock (door)
        {
            requests.CompleteAdding();
            // Nobody waits for the step that runs, and native code cannot be asked to stop.
            if (running is not null) ParentBond.EndProcess();
        }
    }

    private void Cancel()
    {
        lock (door) running?.Cancel();
    }

    private void Run(StepWork work)
    {
        using var cancellation = new CancellationTokenSource();
        lock (door) running = cancellation;
        WorkerReply reply;
        // Outside a step nobody reads what a worker says.
        using (warnings.Listen(warning => Send(new WorkerReply.Warned(warning)))) reply = Attempt(work, cancellation.Token);
        lock (door) running = null;
        Console.Error.WriteLine(PrintedLines.EndOfStep);
        Send(reply);
    }

    private WorkerReply Attempt(StepWork work, CancellationToken cancellation)
    {
        try
        {
            var environment = Prepare(work);
            Send(new WorkerReply.Began());
            var progress = new ThrottledProgress((fraction, words) => Send(new WorkerReply.Progress(fraction, words)));
            var outputs = OperationRun.Run(catalog, store, work, environment.Device, progress.Report, cancellation);
            return new WorkerReply.Done(new(outputs, Describe(environment)));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new WorkerReply.Cancelled();
        }
        catch (InputLostException lost)
        {
            return new WorkerReply.InputLost(lost.Input, lost.Message);
        }
        catch (StepFailedException failed)
        {
            return new WorkerReply.Failed(failed.Failure);
        }
        catch (Exception error)
        {
            return new WorkerReply.Failed(OperationRun.FailureOf(error));
        }
    }

    /// <summary>What the step computes with: the tensor library is left alone where it needs none.</summary>
    private TensorEnvironment Prepare(StepWork work) => catalog.Operation(work.Step.Operation)?.Tensors == true
        ? tensors.Prepare(work.Device, work.Step.Resources.Threads)
        : new("cpu", []);

    private JsonObject Describe(TensorEnvironment environment)
    {
        var json = machine.DeepClone().AsObject();
        json["device"] = environment.Device;
        foreach (var (name, value) in environment.Description) json[name] = value?.DeepClone();
        return json;
    }

    private void Send(WorkerReply reply)
    {
        var line = Encoding.UTF8.GetBytes(CanonicalJson.Write(reply.ToJson(store)) + "\n");
        lock (speaking)
        {
            output.Write(line);
            output.Flush();
        }
    }
}
