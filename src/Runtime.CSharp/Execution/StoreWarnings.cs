using Spindle.Store;

namespace Spindle.Execution;

/// <summary>Carries what a store meets into the stream of a run's events; what comes while no run listens is kept for the next.</summary>
public sealed class StoreWarnings
{
    private readonly Lock door = new();
    private readonly Queue<StoreWarning> kept = new();
    private Action<StoreWarning>? listener;

    /// <summary>Takes a warning, from any thread: to be given to the store when it is opened.</summary>
    public void Tell(StoreWarning warning)
    {
        lock (door)
        {
            if (listener is null) kept.Enqueue(warning);
            else listener(warning);
        }
    }

    /// <summary>Passes warnings on until disposed.</summary>
    internal IDisposable Listen(Action<StoreWarning> hear)
    {
        lock (door)
        {
            listener = hear;
            while (kept.TryDequeue(out var warning)) hear(warning);
        }
        return new Ear(this);
    }

    private sealed class Ear(StoreWarnings owner) : IDisposable
    {
        public void Dispose()
        {
            lock (owner.door) owner.listener = null;
        }
    }
}
