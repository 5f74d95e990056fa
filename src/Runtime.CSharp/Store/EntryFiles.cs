using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>The files of the index from step keys to outputs.</summary>
internal sealed class EntryFiles(StoreFolders folders, BlobFiles blobs, Quarantine quarantine, Publication publication)
{
    /// <summary>No entry is larger, so a file that is cannot be one.</summary>
    public const long MostBytes = 64 << 20;

    /// <summary>An entry whose every output is there, and notes its use; null where the step must run.</summary>
    public EntryFile? Find(Digest key)
    {
        if (ReadWithTime(key) is not var (file, modified)) return null;
        var due = new List<string>();
        foreach (var output in file.Blobs)
        {
            if (blobs.LastUse(output) is not { } used) return null;
            if (Recency.IsDue(used)) due.Add(folders.Blob(output.Digest));
        }
        // The entry first: a collection in between then never sees one that is newer than a blob it names.
        if (Recency.IsDue(modified)) Recency.Touch(folders.Entry(key));
        due.ForEach(Recency.Touch);
        return file;
    }

    /// <summary>An entry that reads back, whether or not its outputs are there. A damaged one is told and set aside.</summary>
    public EntryFile? Read(Digest key) => ReadWithTime(key)?.File;

    /// <summary>
    /// Puts a finished file into the index. What another process put there first stays if it is whole; a difference is told.
    /// The temporary file is gone afterwards.
    /// </summary>
    public void Publish(EntryFile file, string temporary)
    {
        var key = file.Entry.Key;
        var place = folders.Entry(key);
        if (publication.Claim(temporary, place)) return;
        var first = Read(key);
        if (first is not null && !first.Entry.Agrees(file.Entry)) TellDisagreement(first.Entry, file.Entry);
        if (first is not null && first.Blobs.All(output => blobs.LastUse(output) is not null))
        {
            File.Delete(temporary);
            return;
        }
        if (Directory.Exists(place)) quarantine.SetAside(place, DiagnosticCodes.EntryDamaged, $"a folder stood where the entry {key.Hex[..12]}… belongs");
        publication.Replace(temporary, place);
    }

    /// <summary>Tells that a step gave another result than before.</summary>
    public void TellDisagreement(StepEntry first, StepEntry second)
    {
        var names = second.Outputs.Except(first.Outputs).Concat(first.Outputs.Except(second.Outputs)).Select(output => output.Name).Distinct();
        quarantine.Tell(
            DiagnosticCodes.Disagreement,
            $"the step {second.Key.Hex[..12]}… gave another result than before ({string.Join(", ", names)}); the first one stays");
    }

    /// <summary>Sets aside an entry that reads back and cannot be right nevertheless.</summary>
    public void Refuse(Digest key, string what) => SetAside(folders.Entry(key), key, what);

    private (EntryFile File, DateTime Modified)? ReadWithTime(Digest key)
    {
        var path = folders.Entry(key);
        if (!File.Exists(path)) return null;
        try
        {
            if (WholeFile.Read(path, MostBytes) is var (bytes, modified) && EntryFile.Read(key, bytes) is { } file) return (file, modified);
            SetAside(path, key, "was damaged");
        }
        catch (Exception problem) when (SystemError.IsAbsence(problem))
        {
            if (WholeFile.IsLink(path)) SetAside(path, key, "is a link that leads nowhere");
        }
        catch (Exception problem) when (SystemError.Is(problem) && !SystemError.IsShortage(problem))
        {
            SetAside(path, key, $"could not be read ({problem.Message})");
        }
        return null;
    }

    private void SetAside(string path, Digest key, string what) => quarantine.SetAside(
        path, DiagnosticCodes.EntryDamaged, $"the entry of the step {key.Hex[..12]}… {what} and has been set aside; the step runs again");
}
