using Spindle.Plans;

namespace Spindle.Store;

/// <summary>Where everything in a store lies.</summary>
/// <param name="Root">The store's folder.</param>
internal sealed record StoreFolders(string Root)
{
    public string Blobs => Path.Combine(Root, "blobs", "sha256");

    public string Steps => Path.Combine(Root, "steps");

    public string Runs => Path.Combine(Root, "runs");

    public string Temporary => Path.Combine(Root, "tmp");

    public string Locks => Path.Combine(Root, "locks");

    public string Quarantine => Path.Combine(Root, "quarantine");

    public string Blob(Digest digest) => Path.Combine(Blobs, digest.Hex[..2], digest.Hex);

    public string Entry(Digest key) => Path.Combine(Steps, key.Hex[..2], key.Hex + ".json");

    /// <summary>A name that no other process, on this host or another, uses.</summary>
    public string NewTemporary() =>
        Path.Combine(Temporary, $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}");

    public void Create()
    {
        foreach (var folder in (string[])[Blobs, Steps, Runs, Temporary, Locks]) Directory.CreateDirectory(folder);
    }

    /// <summary>Moves a finished temporary file to its place, making the folder if need be.</summary>
    public static void Publish(string temporary, string place)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Move(temporary, place, overwrite: true);
    }

    /// <summary>Sets a damaged file aside, so that it is never used and can still be looked at.</summary>
    public void SetAside(string file)
    {
        Directory.CreateDirectory(Quarantine);
        try
        {
            File.Move(file, Path.Combine(Quarantine, $"{Path.GetFileName(file)}-{Guid.NewGuid():N}"));
        }
        catch (FileNotFoundException)
        {
            // Another process set it aside first.
        }
    }
}
