using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>The files that are named by their content.</summary>
internal sealed class BlobFiles(StoreFolders folders, Quarantine quarantine, Publication publication)
{
    private const int MappedFrom = 1 << 16;

    private readonly VerifiedBlobs verified = new();
    private readonly ConcurrentQueue<string> unsynced = [];
    private readonly ConcurrentDictionary<Digest, bool> toldMissing = [];

    /// <summary>
    /// Takes in a finished file. It replaces one that is there: that could be damaged without anybody having noticed yet,
    /// and whoever has it mapped keeps it.
    /// </summary>
    public void Adopt(string temporary, Digest digest)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        var place = folders.Blob(digest);
        publication.Replace(temporary, place);
        unsynced.Enqueue(place);
        toldMissing.TryRemove(digest, out _);
    }

    /// <summary>The blobs that were taken in since the last call, to be flushed to disk.</summary>
    public List<string> TakeUnsynced()
    {
        var taken = new List<string>();
        while (unsynced.TryDequeue(out var file)) taken.Add(file);
        return taken;
    }

    /// <summary>Gives back blobs that could not be flushed.</summary>
    public void ReturnUnsynced(IEnumerable<string> files)
    {
        foreach (var file in files) unsynced.Enqueue(file);
    }

    /// <summary>Looks for a blob of the right size; gives when it was last used, or null. What is wrong is told and set aside.</summary>
    public DateTime? LastUse(StoredOutput output)
    {
        var file = new FileInfo(folders.Blob(output.Digest));
        if (file.Exists && file.Length == output.Size) return file.LastWriteTimeUtc;
        if (file.LinkTarget is not null && WholeFile.Look(file.FullName) is { } target && target.Length == output.Size) return target.LastWriteTimeUtc;
        if (file.Exists) Verify(output.Digest);
        else if (toldMissing.TryAdd(output.Digest, true))
            quarantine.Tell(DiagnosticCodes.BlobMissing, $"the artifact {output.Digest.Hex[..12]}… is no longer in the store; the step that makes it runs again");
        return null;
    }

    /// <summary>That a blob is not there has been told already.</summary>
    public void NoteLoss(Digest digest) => toldMissing.TryAdd(digest, true);

    /// <summary>Opens a blob that has the bytes of its name.</summary>
    /// <exception cref="DamagedBlobException">It is missing, or was damaged and has been set aside.</exception>
    public BlobContent Open(Digest digest)
    {
        var file = OpenFile(digest) ?? throw DamagedBlobException.Missing(digest);
        try
        {
            var stamp = FileStamp.Of(file);
            if (!IsRight(digest, file, stamp)) throw DamagedBlobException.Damaged(digest);
            if (stamp.Size >= MappedFrom)
            {
                var mapped = new MappedFile(file, stamp.Size);
                file = null;
                return new(mapped, stamp.Size);
            }
            var bytes = new byte[stamp.Size];
            return RandomAccess.Read(file, bytes, 0) == bytes.Length ? new(bytes) : throw DamagedBlobException.Damaged(digest);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Reads a whole blob and says whether it has the bytes of its name; if not, it is told and set aside.</summary>
    public bool Verify(Digest digest)
    {
        using var file = OpenFile(digest);
        return file is not null && HasRightBytes(digest, file, FileStamp.Of(file));
    }

    /// <summary>Opens the file; null where there is none that can be opened.</summary>
    private SafeFileHandle? OpenFile(Digest digest)
    {
        var path = folders.Blob(digest);
        try
        {
            return WholeFile.Open(path);
        }
        catch (Exception problem) when (SystemError.IsAbsence(problem))
        {
            if (WholeFile.IsLink(path)) SetAside(digest, "is a link that leads nowhere");
            return null;
        }
        catch (Exception problem) when (SystemError.Is(problem) && !SystemError.IsShortage(problem))
        {
            SetAside(digest, $"could not be read ({problem.Message})");
            return null;
        }
    }

    private bool IsRight(Digest digest, SafeFileHandle file, FileStamp stamp) => verified.Knows(digest, stamp) || HasRightBytes(digest, file, stamp);

    private bool HasRightBytes(Digest digest, SafeFileHandle file, FileStamp stamp)
    {
        if (Hash(file) == digest)
        {
            verified.Remember(digest, stamp);
            return true;
        }
        SetAside(digest, "was damaged");
        return false;
    }

    private void SetAside(Digest digest, string what)
    {
        NoteLoss(digest);
        quarantine.SetAside(
            folders.Blob(digest), DiagnosticCodes.BlobDamaged, $"the artifact {digest.Hex[..12]}… {what} and has been set aside; the step that makes it runs again");
    }

    /// <summary>The digest of what can be read of a file; null where that is refused.</summary>
    private static Digest? Hash(SafeFileHandle file)
    {
        try
        {
            return FileHash.Of(file);
        }
        catch (Exception problem) when (SystemError.Is(problem) && !SystemError.IsShortage(problem))
        {
            return null;
        }
    }
}
