using Spindle.Contracts;

namespace Spindle.Store.Remotes;

/// <summary>Bears with a remote for one run: a few failures, then it is set aside, with one warning.</summary>
/// <param name="name">The remote's name.</param>
/// <param name="consequence">What setting it aside means, as <c>nothing more is asked of it</c>.</param>
/// <param name="warn">Hears the warnings.</param>
internal sealed class Patience(string name, string consequence, Action<StoreWarning> warn) : IDisposable
{
    private const int Most = 3;

    private readonly Lock door = new();
    private readonly CancellationTokenSource aside = new();
    private int failures, failuresInARow, lies;
    private string last = "";

    /// <summary>Signalled when the remote is set aside.</summary>
    public CancellationToken Aside => aside.Token;

    /// <summary>Whether the remote is still asked.</summary>
    public bool IsOpen => !aside.IsCancellationRequested;

    /// <summary>A request was answered.</summary>
    public void Praise()
    {
        lock (door) failuresInARow = 0;
    }

    /// <summary>A request failed, or its answer was refused.</summary>
    public void Blame(RemoteException problem)
    {
        lock (door)
        {
            if (!IsOpen) return;
            last = problem.Message;
            if (problem.IsLie)
            {
                lies++;
                warn(new(problem.Code, problem.Message));
            }
            else
            {
                failures++;
                failuresInARow++;
            }
            var isLasting = !problem.IsLie && !problem.IsPassing;
            if (!isLasting && failuresInARow < Most && lies < Most) return;
            warn(new(DiagnosticCodes.RemoteSetAside, $"{problem.Message}; {consequence} in this run"));
        }
        aside.Cancel();
    }

    /// <summary>At the end: tells of failures that were too few to set the remote aside.</summary>
    public void Close()
    {
        lock (door)
        {
            if (IsOpen && failures > 0)
                warn(new(DiagnosticCodes.RemoteFailed, $"the remote {name} failed {(failures == 1 ? "once" : $"{failures} times")}: {last}; the run went on without it"));
        }
    }

    public void Dispose() => aside.Dispose();
}
