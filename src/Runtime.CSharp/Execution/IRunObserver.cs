namespace Spindle.Execution;

/// <summary>Reads the events of a run.</summary>
public interface IRunObserver
{
    /// <summary>Takes the next event. Calls come one at a time, in the order of what happened; the run waits for each, so it is quick.</summary>
    void On(RunEvent happened);
}

/// <summary>Hands every event to several readers, in order.</summary>
public sealed class RunObservers(params IReadOnlyList<IRunObserver> readers) : IRunObserver
{
    /// <inheritdoc/>
    public void On(RunEvent happened)
    {
        foreach (var reader in readers) reader.On(happened);
    }
}
