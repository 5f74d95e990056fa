using Spindle.Plans;

namespace Spindle.Execution.Reasons;

/// <summary>A step upstream where a change began.</summary>
/// <param name="Step">Its id.</param>
/// <param name="Changes">What changed there beside the content of inputs; empty where nothing did, or nothing is known.</param>
/// <param name="Words">What happened there where no value tells it; empty otherwise.</param>
/// <param name="Distance">How many steps lie between: 1 for the step that makes the input.</param>
/// <param name="Others">In how many further steps upstream the very same changed.</param>
public sealed record RootCause(string Step, IReadOnlyList<KeyChange> Changes, string Words, int Distance, int Others);
