namespace Spindle.Tasks.Proprioception.Trials;

/// <summary>What signals of muscle spindles are made of.</summary>
public static class SpindleSignals
{
    /// <summary>How many numbers a sample holds for each muscle.</summary>
    public static int Channels(this SpindleSignal signal) => signal == SpindleSignal.Rate ? 1 : 2;
}
