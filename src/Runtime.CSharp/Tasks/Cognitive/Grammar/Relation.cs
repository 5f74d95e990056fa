namespace Spindle.Tasks.Cognitive.Grammar;

/// <summary>What two stimuli have to be to each other.</summary>
public enum Relation
{
    /// <summary>None.</summary>
    Always,

    /// <summary>Their angles are equal.</summary>
    Match,

    /// <summary>Their angles differ.</summary>
    NonMatch,

    /// <summary>Their angles lie in the same half of the circle.</summary>
    SameCategory,

    /// <summary>Their angles lie in different halves of the circle.</summary>
    OtherCategory,
}
