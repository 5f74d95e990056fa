namespace Spindle.Architectures;

/// <summary>Which of the task's neurons are recorded when fewer are observed than there are.</summary>
public enum ObservedSubset
{
    /// <summary>The first ones: one arc of a ring.</summary>
    Contiguous,

    /// <summary>Every so many, from the first on.</summary>
    EvenlySpaced,
}
