using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>A task of Yang et al. 2019: two rings of 32 units, the modalities.</summary>
public abstract record YangTask : TrialSpec
{
    /// <summary>The published rings.</summary>
    protected YangTask() => (RingUnits, Rings) = (32, 2);

    /// <summary>The twenty angles that a test goes through.</summary>
    internal static IReadOnlyList<Angle> TestAngles { get; } = [.. Enumerable.Range(0, 20).Select(place => new Angle(18m * place))];

    /// <summary>Milliseconds as durations.</summary>
    internal static IReadOnlyList<Duration> Times(params IReadOnlyList<decimal> milliseconds) => [.. milliseconds.Select(Duration.Milliseconds)];

    /// <summary>Milliseconds as a duration.</summary>
    internal static Duration Time(decimal milliseconds) => Duration.Milliseconds(milliseconds);
}
