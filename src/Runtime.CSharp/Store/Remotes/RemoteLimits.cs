namespace Spindle.Store.Remotes;

/// <summary>How long a remote is waited for, and how much is asked of it at once.</summary>
public sealed record RemoteLimits
{
    /// <summary>For commands that only move results: they can wait.</summary>
    public static RemoteLimits Patient { get; } = new();

    /// <summary>For runs: what a remote does not give soon is computed.</summary>
    public static RemoteLimits Brief { get; } = new() { Attempts = 2, Window = TimeSpan.FromSeconds(15) };

    /// <summary>How many requests are under way at once.</summary>
    public int Parallel { get; init; } = 16;

    /// <summary>How often a request is tried before it counts as failed.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>About how long is waited after the first failed attempt; it doubles with each further one.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait between two attempts, whatever the remote asks for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may take.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>In every such time a transfer must end or move <see cref="LeastBytes"/>.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How much must move in a <see cref="Window"/>, in bytes.</summary>
    public long LeastBytes { get; init; } = 64 << 10;
}
