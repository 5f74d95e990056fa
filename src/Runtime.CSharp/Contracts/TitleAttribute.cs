namespace Spindle.Contracts;

/// <summary>The title of a diagnostic code: what is wrong, in a few words.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class TitleAttribute(string title) : Attribute
{
    /// <summary>The title, as <c>unknown key</c>.</summary>
    public string Title { get; } = title;
}
