namespace Spindle.Contracts;

/// <summary>The colours that figures name.</summary>
public enum FigureColor
{
    /// <summary>The next of those that are told apart with any colour vision.</summary>
    Automatic,

    /// <summary>Green.</summary>
    Green,

    /// <summary>Blue.</summary>
    Blue,

    /// <summary>Red.</summary>
    Red,

    /// <summary>What stands beside the subject.</summary>
    Grey,

    /// <summary>What is compared with.</summary>
    Black,

    /// <summary>Orange.</summary>
    Orange,

    /// <summary>Purple.</summary>
    Purple,
}
