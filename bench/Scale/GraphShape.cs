namespace Spindle.Bench.Scale;

/// <summary>The form of a generated graph of trivial steps.</summary>
internal enum GraphShape
{
    /// <summary>One source, many steps that read it, one that gathers what they made.</summary>
    Fan,

    /// <summary>Steps in a row.</summary>
    Chain,
}
