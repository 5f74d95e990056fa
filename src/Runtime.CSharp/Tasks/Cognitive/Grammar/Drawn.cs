namespace Spindle.Tasks.Cognitive.Grammar;

/// <summary>How often something is drawn.</summary>
public enum Drawn
{
    /// <summary>Anew for each trial.</summary>
    EachTrial,

    /// <summary>Once for all trials of a batch.</summary>
    EachBatch,
}
