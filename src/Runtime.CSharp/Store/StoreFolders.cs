using Spindle.Plans;

namespace Spindle.Store;

/// <summary>Where everything in a store lies.</summary>
/// <param name="Root">The store's folder.</param>
internal sealed record StoreFolders(string Root)
{
    public string Blobs { get; } = Path.Combine(Root, "blobs", "sha256");

    public string Steps { get; } = Path.Combine(Root, "steps");

    public string Runs { get; } = Path.Combine(Root, "runs");

    public string Temporary { get; } = Path.Combine(Root, "tmp");

    public string Locks { get; } = Path.Combine(Root, "locks");

    public string Quarantine { get; } = Path.Combine(Root, "quarantine");

    /// <summary>Made when the first tag is set.</summary>
    public string Tags { get; } = Path.Combine(Root, "tags");

    /// <summary>Made when the first experiment is registered.</summary>
    public string Experiments { get; } = Path.Combine(Root, "experiments");

    /// <summary>All of them; any may be a link to a place elsewhere.</summary>
    public IReadOnlyList<string> All => [Blobs, Steps, Runs, Temporary, Locks, Quarantine, Tags, Experiments];

    public string Blob(Digest digest) => Path.Combine(Blobs, Checked(digest)[..2], digest.Hex);

    public string Entry(Digest key) => Path.Combine(Steps, Checked(key)[..2], key.Hex + ".json");

    public string Lock(Digest key) => Path.Combine(Locks, Checked(key));

    /// <summary>A name that no other process, on this host or another, uses; it says who made it, for the collection of leavings.</summary>
    public string NewTemporary()
    {
        if (!Directory.Exists(Temporary)) Directory.CreateDirectory(Temporary);
        return Path.Combine(Temporary, $"{ThisProcess.Place}-{Environment.ProcessId}-{Guid.NewGuid():N}");
    }

    /// <summary>Whether a file has a name as <see cref="NewTemporary"/> gives it.</summary>
    public static bool IsTemporary(string name) => name.Split('-') is [{ Length: 12 }, _, { Length: 32 }];

    public void Create()
    {
        foreach (var folder in (string[])[Blobs, Steps, Runs, Temporary, Locks, Quarantine]) Directory.CreateDirectory(folder);
    }

    /// <summary>A digest that came from outside could otherwise name a path that climbs out of the store.</summary>
    private static string Checked(Digest digest) =>
        Digest.IsHex(digest.Hex) ? digest.Hex : throw new ArgumentException($"'{digest.Hex}' is not a digest", nameof(digest));
}
