namespace Spindle.Contracts;

/// <summary>
/// Marks a parameter that decides which steps there are and reaches none of them, such as a training's number of
/// updates: it stays out of the step keys, so that raising it adds steps and changes none.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlanOnlyAttribute : Attribute;
