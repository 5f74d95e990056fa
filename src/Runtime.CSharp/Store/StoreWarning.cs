namespace Spindle.Store;

/// <summary>Something that the store met and mended, and that its user should know of.</summary>
/// <param name="Code">One of the diagnostic codes of the 7xxx band.</param>
/// <param name="Message">What was found, and what was done about it.</param>
public sealed record StoreWarning(string Code, string Message);
