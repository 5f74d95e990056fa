using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>A worker process as its parent sees it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StreamWriter requests;
    private readonly StreamReader replies;
    private readonly PrintedLines printed = new();
    private readonly Lazy<Task> end;

    private WorkerProcess(Process process)
    {
        this.process = process;
        end = new(EndAsync);
        requests = new(process.StandardInput.BaseStream, new UTF8Encoding(false)) { NewLine = "\n", AutoFlush = true };
        replies = new(process.StandardOutput.BaseStream, Encoding.UTF8);
        process.ErrorDataReceived += (_, line) => printed.Add(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>Whether it was told to die, though its last step may have ended well just before.</summary>
    public bool IsKilled { get; private set; }

    /// <summary>How much memory it holds, in bytes.</summary>
    public long Memory => ResidentMemory.Of(process.Id);

    /// <summary>Starts a worker on the calling thread, which must live as long as the worker: on Linux its end would end it.</summary>
    public static WorkerProcess Start(WorkerCommand command)
    {
        var start = new ProcessStartInfo(command.File, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in WorkerCommand.NativeSettings) start.Environment[name] = value;
        return new(Process.Start(start) ?? throw new InvalidOperationException($"{command.File} did not start"));
    }

    /// <summary>Runs one step.</summary>
    /// <exception cref="WorkerDiedException">The process ended before it replied.</exception>
    /// <inheritdoc cref="IStepExecutor.ExecuteAsync" path="/exception"/>
    public async Task<ExecutedStep> ExecuteAsync(
        StepWork work, ContentStore store, IStepListener listener, TimeSpan grace, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var impatience = new CancellationTokenSource();
        printed.Begin();
        await using var watch = new StepWatch(process.Id, work.Step.Resources.Limits, Kill);
        try
        {
            await SendAsync(StepWorkJson.Write(work, store)).ConfigureAwait(false);
            await using var registration = cancellation.Register(() => Cancel(impatience, grace)).ConfigureAwait(false);
            await using var killing = impatience.Token.Register(Kill).ConfigureAwait(false);
            while (await replies.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
            {
                switch (WorkerReply.Parse(line, store))
                {
                    case WorkerReply.Began:
                        watch.Begin();
                        break;
                    case WorkerReply.Progress progress:
                        listener.Progress(progress.Fraction, progress.Words);
                        break;
                    case WorkerReply.Warned warned:
                        store.Tell(warned.Warning);
                        break;
                    case WorkerReply.Done done:
                        return done.Step;
                    case WorkerReply.Failed failed:
                        throw new StepFailedException(failed.Failure with { Printed = await printed.OfStepAsync().ConfigureAwait(false) });
                    case WorkerReply.InputLost lost:
                        throw new InputLostException(lost.Input, lost.Message);
                    case WorkerReply.Cancelled:
                        throw new OperationCanceledException(cancellation);
                }
            }
        }
        catch (IOException)
        {
            // The pipe broke: the process is ending, and how it ended says why.
        }
        cancellation.ThrowIfCancellationRequested();
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        var lines = await printed.OfStepAsync().ConfigureAwait(false);
        if (watch.Verdict is { } verdict) throw new LimitExceededException(new(verdict.Code, "", verdict.Message, "") { Printed = lines });
        throw new WorkerDiedException(ExitReason.Of(process.ExitCode), lines);
    }

    /// <summary>Asks for the class of a device.</summary>
    /// <exception cref="StepFailedException">It cannot be told.</exception>
    /// <exception cref="WorkerDiedException">The process ended before it replied.</exception>
    public async Task<WorkerReply.DeviceClass> AskAsync(string device, ContentStore store)
    {
        try
        {
            await SendAsync(new() { ["numerics"] = device }).ConfigureAwait(false);
            while (await replies.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
            {
                switch (WorkerReply.Parse(line, store))
                {
                    case WorkerReply.DeviceClass known:
                        return known;
                    case WorkerReply.Failed failed:
                        throw new StepFailedException(failed.Failure);
                }
            }
        }
        catch (IOException)
        {
            // The pipe broke: the process is ending, and how it ended says why.
        }
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        throw new WorkerDiedException(ExitReason.Of(process.ExitCode), await printed.OfStepAsync().ConfigureAwait(false));
    }

    /// <summary>Ends the process; an idle worker holds nothing that would be lost.</summary>
    public ValueTask DisposeAsync() => new(end.Value);

    private async Task EndAsync()
    {
        Kill();
        await process.WaitForExitAsync().ConfigureAwait(false);
        process.Dispose();
    }

    private void Cancel(CancellationTokenSource impatience, TimeSpan grace)
    {
        impatience.CancelAfter(grace);
        _ = TellAsync();

        async Task TellAsync()
        {
            try
            {
                await SendAsync(new() { ["cancel"] = true }).ConfigureAwait(false);
            }
            catch (IOException)
            {
                // It is dead already, which the reader of its replies finds out.
            }
        }
    }

    private Task SendAsync(JsonObject request) => requests.WriteLineAsync(CanonicalJson.Write(request));

    private void Kill()
    {
        IsKilled = true;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
    }
}

/// <summary>A worker process was ended because its step took more than its limits allow.</summary>
internal sealed class LimitExceededException(StepFailure failure) : Exception(failure.Message)
{
    public StepFailure Failure { get; } = failure;
}

/// <summary>A worker process ended before its step did.</summary>
/// <param name="reason">How it ended, as <c>was killed by signal 9 (SIGKILL)</c>.</param>
/// <param name="printed">The last lines that it printed.</param>
internal sealed class WorkerDiedException(string reason, string printed) : Exception($"the worker process {reason}")
{
    public string Reason { get; } = reason;

    public string Printed { get; } = printed;
}
