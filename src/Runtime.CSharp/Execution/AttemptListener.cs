using System.Globalization;
using System.Threading.Channels;

namespace Spindle.Execution;

/// <summary>Passes what happens to a step that runs on to the run.</summary>
internal sealed class AttemptListener(int step, string operation, ChannelWriter<RunMessage> mailbox) : IStepListener
{
    /// <summary>How far the step said that it is, in words; empty where it has said nothing.</summary>
    public string Last { get; private set; } = "";

    /// <summary>The step begins to execute.</summary>
    /// <param name="reason">Why, in a few words; null where that could not be told.</param>
    public void Started(string? reason) => Tell((at, id) => new StepStarted(at, id, operation) { Reason = reason });

    public void Progress(double fraction, string words)
    {
        Last = string.Create(CultureInfo.InvariantCulture, $"{fraction * 100:0} %{(words.Length > 0 ? ": " : "")}{words}");
        Tell((at, id) => new StepProgress(at, id, fraction, words));
    }

    public void Retried(string reason)
    {
        Last = "";
        Tell((at, id) => new StepRetried(at, id, reason));
    }

    private void Tell(Func<DateTimeOffset, string, RunEvent> describe) => mailbox.TryWrite(new RunMessage.Happened(step, describe));
}
