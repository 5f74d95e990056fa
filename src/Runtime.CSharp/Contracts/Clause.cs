namespace Spindle.Contracts;

/// <summary>
/// A named group of parameters inside a spec, such as one epoch of a trial: an immutable record whose public properties are
/// parameters, as a spec's are, but that has no kind of its own.
/// </summary>
public abstract record Clause
{
    /// <summary>What is wrong with these parameters among themselves; ranges of single parameters are checked without it.</summary>
    public virtual IEnumerable<Problem> Validate() => [];
}
