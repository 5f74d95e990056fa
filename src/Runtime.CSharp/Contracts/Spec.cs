namespace Spindle.Contracts;

/// <summary>
/// The typed parameters of one use of a kind. A spec is data: an immutable record whose public properties are the
/// parameters, each with its default and its documentation.
/// </summary>
public abstract record Spec
{
    /// <summary>What is wrong with these parameters among themselves; ranges of single parameters are checked without it.</summary>
    public virtual IEnumerable<Problem> Validate() => [];
}
