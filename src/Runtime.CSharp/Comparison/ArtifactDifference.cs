namespace Spindle.Comparison;

/// <summary>What sets two artifacts apart.</summary>
/// <param name="Numbers">How many pairs of numbers were compared.</param>
/// <param name="Beyond">How many of them are apart by more than the tolerance.</param>
/// <param name="Absolute">Of these the pair that is farthest apart; null where there is none.</param>
/// <param name="Relative">Of these the pair that is farthest apart for its magnitude; null where there is none.</param>
/// <param name="Unlike">What differs and is no pair of numbers: names, shapes, texts. Only the first few.</param>
public sealed record ArtifactDifference(long Numbers, long Beyond, NumberGap? Absolute, NumberGap? Relative, IReadOnlyList<string> Unlike)
{
    /// <summary>Whether they are equal within the tolerance.</summary>
    public bool IsNone => Beyond == 0 && Unlike.Count == 0;
}
