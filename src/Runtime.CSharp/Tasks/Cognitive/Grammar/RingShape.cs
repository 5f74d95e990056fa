namespace Spindle.Tasks.Cognitive.Grammar;

/// <summary>How a direction excites the channels of a ring.</summary>
public enum RingShape
{
    /// <summary>A · exp(−½ (d / w)²) at the circular distance d.</summary>
    Bump,

    /// <summary>1 at the nearest channel, 0 elsewhere.</summary>
    OneHot,
}
