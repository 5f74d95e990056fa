using System.Threading.Channels;

namespace Spindle.Execution;

/// <summary>A running step's place among those that compute.</summary>
internal sealed class Turn(int step, ChannelWriter<RunMessage> mailbox)
{
    /// <summary>Gives the place away until a task is complete, and then waits for a place.</summary>
    public async Task LendAsync(Task until)
    {
        mailbox.TryWrite(new RunMessage.PlaceGiven(step));
        await until.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var granted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        mailbox.TryWrite(new RunMessage.PlaceWanted(step, granted));
        await granted.Task.ConfigureAwait(false);
    }
}
