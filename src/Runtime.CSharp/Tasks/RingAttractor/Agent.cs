namespace Spindle.Tasks.RingAttractor;

/// <summary>Who turns the head.</summary>
public enum Agent
{
    /// <summary>Velocity with momentum: <c>v ← σξ + mv</c>, ξ standard normal.</summary>
    Random,

    /// <summary>The same velocity at every step.</summary>
    Constant,
}
