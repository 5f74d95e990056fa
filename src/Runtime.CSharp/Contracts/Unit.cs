namespace Spindle.Contracts;

/// <summary>A unit that a quantity may be written in.</summary>
/// <param name="Symbol">As written after the number: <c>ms</c>.</param>
/// <param name="Factor">How many canonical units one of it is; decimal, so that 1.5 s and 1500 ms are the same value.</param>
public sealed record Unit(string Symbol, decimal Factor);
