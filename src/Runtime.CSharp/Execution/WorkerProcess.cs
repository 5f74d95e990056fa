using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>A worker process as its parent sees it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int KeptLines = 20;

    private readonly Process process;
    private readonly StreamWriter requests;
    private readonly StreamReader replies;
    private readonly Queue<string> printed = [];
    private readonly Lazy<Task> end;

    private WorkerProcess(Process process)
    {
        this.process = process;
        end = new(EndAsync);
        requests = new(process.StandardInput.BaseStream, new UTF8Encoding(false)) { NewLine = "\n", AutoFlush = true };
        replies = new(process.StandardOutput.BaseStream, Encoding.UTF8);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

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
        try
        {
            await SendAsync(StepWorkJson.Write(work, store)).ConfigureAwait(false);
            await using var registration = cancellation.Register(() => Cancel(impatience, grace)).ConfigureAwait(false);
            await using var killing = impatience.Token.Register(Kill).ConfigureAwait(false);
            while (await replies.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
            {
                switch (WorkerReply.Parse(line, store))
                {
                    case WorkerReply.Progress progress:
                        listener.Progress(progress.Fraction, progress.Words);
                        break;
                    case WorkerReply.Warned warned:
                        store.Tell(warned.Warning);
                        break;
                    case WorkerReply.Done done:
                        return done.Step;
                    case WorkerReply.Failed failed:
                        throw new StepFailedException(failed.Failure);
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
        throw new WorkerDiedException(ExitReason.Of(process.ExitCode), Printed());
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
        if (!process.HasExited) process.Kill(entireProcessTree: true);
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (printed)
        {
            printed.Enqueue(line);
            if (printed.Count > KeptLines) printed.Dequeue();
        }
    }

    private string Printed()
    {
        lock (printed) return string.Join('\n', printed);
    }
}

/// <summary>A worker process ended before its step did.</summary>
/// <param name="reason">How it ended, as <c>was killed by signal 9 (SIGKILL)</c>.</param>
/// <param name="printed">The last lines that it printed.</param>
internal sealed class WorkerDiedException(string reason, string printed) : Exception($"the worker process {reason}")
{
    public string Reason { get; } = reason;

    public string Printed { get; } = printed;
}
