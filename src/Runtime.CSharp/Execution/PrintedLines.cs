namespace Spindle.Execution;

/// <summary>The last lines that a worker printed during a step. A line of its own marks the end of each step, since what is printed
/// and what is replied come by two ways.</summary>
internal sealed class PrintedLines
{
    /// <summary>What a worker prints when a step has ended.</summary>
    public const string EndOfStep = "\u0001spindle: end of step";

    private const int Kept = 20;

    private readonly Queue<string> lines = [];
    private readonly Lock door = new();
    private TaskCompletionSource<string> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes the next line; null is the end of all.</summary>
    public void Add(string? line)
    {
        lock (door)
        {
            if (line is null || line.EndsWith(EndOfStep, StringComparison.Ordinal))
            {
                if (line?.Length > EndOfStep.Length) Keep(line[..^EndOfStep.Length]);
                ended.TrySetResult(string.Join('\n', lines));
                lines.Clear();
                return;
            }
            Keep(line);
        }
    }

    private void Keep(string line)
    {
        lines.Enqueue(line);
        if (lines.Count > Kept) lines.Dequeue();
    }

    /// <summary>A step begins.</summary>
    public void Begin()
    {
        lock (door) ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>The last lines of the step that has ended, once all of them are here; those that are here after a pause.</summary>
    public async Task<string> OfStepAsync()
    {
        Task<string> whole;
        lock (door) whole = ended.Task;
        try
        {
            return await whole.WaitAsync(TimeSpan.FromSeconds(2)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            lock (door) return string.Join('\n', lines);
        }
    }
}
