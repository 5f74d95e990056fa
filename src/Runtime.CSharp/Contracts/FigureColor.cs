namespace Spindle.Contracts;

/// <summary>The colours that figures name. The stages of a maturing network are green, blue and red.</summary>
public enum FigureColor
{
    /// <summary>The next of those that are told apart with any colour vision.</summary>
    Automatic,

    /// <summary>Early.</summary>
    Green,

    /// <summary>Mid.</summary>
    Blue,

    /// <summary>Mature.</summary>
    Red,

    /// <summary>What stands beside the subject.</summary>
    Grey,

    /// <summary>What is compared with.</summary>
    Black,

    /// <summary>A further colour.</summary>
    Orange,

    /// <summary>A further colour.</summary>
    Purple,
}
