using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive.Grammar;

/// <summary>How a direction stands on a ring of channels with preferred angles.</summary>
public sealed record RingCode : Clause
{
    /// <summary>How stimuli are coded; wanted responses follow the objective.</summary>
    public RingShape Shape { get; init; } = RingShape.Bump;

    /// <summary>The height of a bump.</summary>
    [Range("0", "1000")] public double Amplitude { get; init; } = 0.8;

    /// <summary>The standard deviation of a bump.</summary>
    [Range("0.1 deg", "360 deg")] public Angle Width { get; init; } = new(22.5m);

    /// <summary>What a wanted output is where nothing is wanted, for squared error.</summary>
    [Range("-1000", "1000")] public double Baseline { get; init; } = 0.05;
}
