namespace Spindle.Tasks.Proprioception.Trials;

/// <summary>What muscle spindles tell a network.</summary>
public enum SpindleSignal
{
    /// <summary>Each muscle's length and the velocity of its length: two channels.</summary>
    LengthAndVelocity,

    /// <summary>The firing of primary endings: one channel (<see cref="Biomechanics.SpindleRate"/>).</summary>
    Rate,
}
