using Spindle.Contracts;
using Spindle.Plans;
using ZstdSharp;

namespace Spindle.Store;

/// <summary>What came of taking an archive in.</summary>
/// <param name="Experiment">The experiment's name; empty where the archive does not get so far.</param>
/// <param name="Added">The keys of results that the store did not have.</param>
/// <param name="Present">The keys of results that it had; these stay as they are.</param>
/// <param name="Blobs">How many blobs were read.</param>
/// <param name="Promised">How many results the archive promises.</param>
/// <param name="Problem">What is wrong with the archive; null where it is sound. What was read before is whole, and is kept.</param>
public sealed record ArchiveImport(
    string Experiment, IReadOnlyList<Digest> Added, IReadOnlyList<Digest> Present, int Blobs, int Promised, SpindleException? Problem)
{
    private static ReadOnlySpan<byte> ZstandardMagic => [0x28, 0xb5, 0x2f, 0xfd];

    /// <summary>
    /// Takes the results of an archive into a store. Nothing in it is believed: every content must have the digest that
    /// it is named by, every name, size and place must be as the index says, and no name leads anywhere but into the store.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="archive">The archive, compressed or not, from its beginning; it can seek.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="StoreException">There is no room for what the archive holds, no permission, or the store failed.</exception>
    public static ArchiveImport Read(ContentStore store, Stream archive, CancellationToken cancellation)
    {
        var import = new Import(store, cancellation);
        SpindleException? problem = null;
        try
        {
            var magic = new byte[ZstandardMagic.Length];
            var isPacked = archive.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.AsSpan().SequenceEqual(ZstandardMagic);
            archive.Position = 0;
            using var stream = isPacked ? new DecompressionStream(archive, leaveOpen: true) : archive;
            import.Take(new TarFiles(stream), isPacked ? null : archive.Length);
        }
        catch (SpindleException found)
        {
            problem = found;
        }
        store.Flush();
        return new(import.Experiment, import.Added, import.Present, import.Blobs, import.Promised, problem);
    }

    private sealed class Import(ContentStore store, CancellationToken cancellation)
    {
        public string Experiment { get; private set; } = "";

        public int Promised { get; private set; }

        public int Blobs { get; private set; }

        public List<Digest> Added { get; } = [];

        public List<Digest> Present { get; } = [];

        /// <param name="files">The archive's files.</param>
        /// <param name="most">How many bytes the archive can hold at most; null where it is compressed.</param>
        public void Take(TarFiles files, long? most)
        {
            if (files.Next() is not { } first || first.Name != ArchiveIndex.Name) throw ArchiveProblem.None("it does not begin with an index");
            if (first.Size > ArchiveIndex.MostBytes) throw ArchiveProblem.Refused("its index claims to be larger than any is");
            var index = ArchiveIndex.Read(Bytes(files, first.Size));
            (Experiment, Promised) = (index.Experiment, index.Files.Count(file => file.IsEntry));
            StoreRoom.Require(store, Math.Min(index.Bytes, most ?? long.MaxValue));
            foreach (var file in index.Files)
            {
                cancellation.ThrowIfCancellationRequested();
                if (files.Next() is not var (name, size)) throw ArchiveProblem.Damaged("it ends before all that its index names");
                if (name != file.Name || size != file.Size)
                    throw ArchiveProblem.Refused($"'{TarFiles.Shown(name)}' of {size} bytes stands where its index has '{file.Name}' of {file.Size}");
                if (file.IsEntry) TakeEntry(files, file);
                else TakeBlob(files, file);
            }
            if (files.Next() is not null) throw ArchiveProblem.Refused("it holds more than its index names");
        }

        private void TakeBlob(TarFiles files, ArchiveFile file)
        {
            using var blob = store.NewBlob();
            files.Read(file.Size, part => blob.Stream.Write(part));
            if (!blob.FinishAs(file.Digest)) throw ArchiveProblem.Damaged($"the artifact {file.Digest.Hex[..12]}… has other bytes");
            Blobs++;
        }

        private void TakeEntry(TarFiles files, ArchiveFile file)
        {
            var entry = EntryFile.Read(file.Digest, Bytes(files, file.Size)) ?? throw ArchiveProblem.Damaged($"the entry {file.Digest.Hex[..12]}… has other bytes");
            try
            {
                (store.Take(entry) ? Added : Present).Add(file.Digest);
            }
            catch (DamagedBlobException lost)
            {
                throw ArchiveProblem.Damaged($"it lacks the artifact {lost.Digest.Hex[..12]}…", lost);
            }
        }

        private static byte[] Bytes(TarFiles files, long size)
        {
            // Grows with what really comes, whatever was claimed.
            var bytes = new MemoryStream();
            files.Read(size, part => bytes.Write(part));
            return bytes.ToArray();
        }
    }
}
