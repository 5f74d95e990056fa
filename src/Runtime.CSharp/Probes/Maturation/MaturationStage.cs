using Spindle.Contracts;
using Spindle.Statistics;

namespace Spindle.Probes.Maturation;

/// <summary>How far a network has learnt a rule.</summary>
public enum MaturationStage
{
    /// <summary>It has hardly begun.</summary>
    Early,

    /// <summary>It is right about half the time.</summary>
    Mid,

    /// <summary>It has learnt.</summary>
    Mature,
}

/// <summary>What stages are called and how they are shown.</summary>
public static class MaturationStages
{
    /// <summary>All stages, in order.</summary>
    public static IReadOnlyList<MaturationStage> All { get; } = Enum.GetValues<MaturationStage>();

    /// <summary>The stage in names of metrics, in tables and in legends.</summary>
    public static string Name(this MaturationStage stage) => stage.ToString().ToLowerInvariant();

    /// <summary>The colour of the stage in all figures.</summary>
    public static FigureColor Color(this MaturationStage stage) => stage switch
    {
        MaturationStage.Early => FigureColor.Green,
        MaturationStage.Mid => FigureColor.Blue,
        _ => FigureColor.Red,
    };

    /// <summary>The box of some values that belong to the stage.</summary>
    internal static Box Box(this MaturationStage stage, IReadOnlyList<double> values)
    {
        var five = FiveNumbers.Of(values);
        return new(stage.Name(), five.Least, five.Lower, five.Middle, five.Upper, five.Greatest) { Color = stage.Color() };
    }
}
