namespace Spindle.Execution;

/// <summary>The places for threads that compute, and who waits for one; steps that stand earlier in the plan go first.</summary>
/// <param name="graph">The steps.</param>
/// <param name="jobs">How many places there are.</param>
internal sealed class Places(StepGraph graph, int jobs)
{
    private readonly PriorityQueue<(int Step, TaskCompletionSource? Returning), int> waiting = new();
    private int taken;

    /// <summary>Queues a step that is to start, or one that comes back from waiting for another process.</summary>
    public void Queue(int step, TaskCompletionSource? returning = null) => waiting.Enqueue((step, returning), step);

    /// <summary>Takes the places of the next step in the queue, if there are enough free.</summary>
    public bool TryTake(out int step, out TaskCompletionSource? returning)
    {
        (step, returning) = waiting.Count > 0 ? waiting.Peek() : default;
        if (waiting.Count == 0 || taken + Cost(step) > jobs) return false;
        waiting.Dequeue();
        taken += Cost(step);
        return true;
    }

    /// <summary>Gives a step's places back.</summary>
    public void Give(int step) => taken -= Cost(step);

    /// <summary>Lets every step that comes back go on, since the run ends and it will find out.</summary>
    public void Dismiss()
    {
        while (waiting.TryDequeue(out var next, out _)) next.Returning?.TrySetResult();
    }

    private int Cost(int step) => Math.Clamp(graph.Steps[step].Resources.Threads, 1, jobs);
}
