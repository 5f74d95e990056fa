using System.Formats.Tar;
using Spindle.Plans;
using ZstdSharp;

namespace Spindle.Store;

/// <summary>
/// All results of a study as one file that another store takes in: a tar of an index, entries and blobs. The same results
/// give the same bytes, since no times and users stand in it.
/// </summary>
public static class StudyArchive
{
    /// <summary>
    /// The level at which archives are compressed. Higher ones save next to nothing on artifacts and cost a multiple of the time:
    /// see <c>docs/store.md</c>.
    /// </summary>
    private const int Level = 1;

    private const long LargestFile = (1L << 33) - 1;

    /// <summary>Writes the results of a study.</summary>
    /// <param name="store">The store that holds them.</param>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="keys">The keys of its steps.</param>
    /// <param name="output">Where the archive goes; it stays open.</param>
    /// <param name="compress">Whether it is compressed, with Zstandard.</param>
    /// <returns>How many results and blobs it holds, and their size.</returns>
    /// <exception cref="StoreException">A result is missing or damaged, or the system refused.</exception>
    public static (int Entries, int Blobs, long Bytes) Write(ContentStore store, string experiment, IEnumerable<Digest> keys, Stream output, bool compress)
    {
        store.Flush();
        var index = Index(store, experiment, keys);
        if (compress)
        {
            using var packed = new CompressionStream(output, Level, leaveOpen: true);
            Write(store, index, packed);
        }
        else Write(store, index, output);
        var entries = index.Files.Count(file => file.IsEntry);
        return (entries, index.Files.Count - entries, index.Bytes);
    }

    private static ArchiveIndex Index(ContentStore store, string experiment, IEnumerable<Digest> keys)
    {
        var (files, blobs) = (new List<ArchiveFile>(), new HashSet<Digest>());
        foreach (var key in keys.Distinct().OrderBy(key => key.Hex, StringComparer.Ordinal))
        {
            var file = Entry(store, key);
            files.AddRange(file.Blobs.Where(output => blobs.Add(output.Digest)).Select(output => new ArchiveFile(false, output.Digest, output.Size)));
            files.Add(new(true, key, file.Write().Length));
        }
        return new(experiment, files);
    }

    private static void Write(ContentStore store, ArchiveIndex index, Stream stream)
    {
        using var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true);
        Add(tar, ArchiveIndex.Name, new MemoryStream(index.Write()));
        foreach (var file in index.Files)
        {
            if (file.IsEntry)
            {
                Add(tar, file.Name, new MemoryStream(Entry(store, file.Digest).Write()));
                continue;
            }
            using var content = store.Open(file.Digest);
            using var source = content.OpenStream();
            Add(tar, file.Name, source);
        }
    }

    private static EntryFile Entry(ContentStore store, Digest key) =>
        store.ReadEntry(key) ?? throw new StoreException(Contracts.DiagnosticCodes.NotComputed, $"the result of the step {key.Hex[..12]}… is gone", "run the experiment again");

    private static void Add(TarWriter tar, string name, Stream content)
    {
        if (content.Length > LargestFile)
            throw new StoreException(Contracts.DiagnosticCodes.NotComputed, $"'{name}' has 8 GiB or more, which a plain tar cannot hold");
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            Mode = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            ModificationTime = DateTimeOffset.UnixEpoch,
        });
    }
}
