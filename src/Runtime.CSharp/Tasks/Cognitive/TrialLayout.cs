using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive;

/// <summary>
/// Where the channels lie in what a network is given at every step and must produce: fixation first, then the rings, then
/// (inputs only) one channel a rule (Yang et al., Nat. Neurosci. 2019).
/// </summary>
/// <param name="TimeStep">Length of one step.</param>
/// <param name="RingUnits">Direction-tuned channels of a ring.</param>
/// <param name="Rings">How many input rings there are; responses have one.</param>
/// <param name="Rules">How many rules the network can be told to follow.</param>
public sealed record TrialLayout(Duration TimeStep, int RingUnits, int Rings, int Rules)
{
    /// <summary>The first rule channel.</summary>
    public int FirstRule => 1 + (Rings * RingUnits);

    /// <summary>How many numbers a network is given at every step.</summary>
    public int Inputs => FirstRule + Rules;

    /// <summary>How many numbers it must produce at every step: fixation and one ring.</summary>
    public int Outputs => 1 + RingUnits;

    /// <summary>The preferred angle of a ring's channel, φ_k = 2πk / n, radians.</summary>
    public double PreferredAngle(int channel) => Math.Tau * channel / RingUnits;

    /// <summary>The channel of a ring whose preferred angle is nearest to an angle; of two equally near ones, the later.</summary>
    public int NearestChannel(double angle) => (int)Math.Floor((angle / Math.Tau * RingUnits) + 0.5) % RingUnits;

    /// <summary>The step in which a time lies: truncated, as the published code does.</summary>
    public int StepOf(Duration time) => (int)Math.Min(time.Seconds / TimeStep.Seconds, int.MaxValue);
}
