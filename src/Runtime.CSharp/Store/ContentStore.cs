using System.Text.Json;
using System.Text.Json.Nodes;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>
/// Content-addressed files and the index from step keys to them. Plain files, no server: several processes on several hosts
/// may use one store, and any file may be deleted at any time. Safe for several threads.
/// </summary>
public sealed class ContentStore : IDisposable
{
    /// <summary>Contents of at most so many bytes stand inside the entry: a small step costs one file.</summary>
    public const int InlineLimit = 4096;

    private readonly Quarantine quarantine;
    private readonly Publication publication;
    private readonly SmallContents small = new();
    private readonly BlobFiles blobs;
    private readonly EntryFiles entries;
    private readonly EntryGroup group;
    private readonly Lock committing = new();

    private ContentStore(string root, Action<StoreWarning> warn)
    {
        if (File.Exists(root))
            throw new StoreException(DiagnosticCodes.StoreUnusable, $"'{root}' is a file; a store is a folder", "name a folder with --store");
        Folders = new(root);
        quarantine = new(Folders, warn);
        publication = new(quarantine);
        blobs = new(Folders, quarantine, publication);
        entries = new(Folders, blobs, quarantine, publication);
        group = new(Folders, blobs, entries, quarantine);
    }

    /// <summary>The store's folder.</summary>
    public string Root => Folders.Root;

    internal StoreFolders Folders { get; }

    /// <summary>Opens a store, making its folders where there are none.</summary>
    /// <param name="root">The store's folder.</param>
    /// <param name="warn">Hears, from any thread, what the store meets and mends; null to ignore it.</param>
    /// <exception cref="StoreException">The folder cannot be made or written.</exception>
    public static ContentStore Open(string root, Action<StoreWarning>? warn = null)
    {
        var store = new ContentStore(Path.GetFullPath(root), warn ?? (_ => { }));
        StoreException.Guard($"opening the store '{store.Root}'", store.Folders.Create);
        return store;
    }

    /// <summary>Opens a store to look into it: where there is none it is empty, and nothing is made.</summary>
    /// <param name="root">The store's folder.</param>
    /// <param name="warn">Hears, from any thread, what the store meets and mends; null to ignore it.</param>
    /// <exception cref="StoreException">A file stands where the folder should.</exception>
    public static ContentStore Look(string root, Action<StoreWarning>? warn = null)
    {
        var store = new ContentStore(Path.GetFullPath(root), warn ?? (_ => { }));
        return store;
    }

    /// <summary>A content to write. It must be committed by this object, or handed over by <see cref="Pack"/>.</summary>
    public PendingBlob NewBlob() => new(Folders, Keep);

    /// <summary>
    /// The result of a step, where it is known and whole: its entry reads back and every blob is there in its size. Anything
    /// else is a miss; what is damaged is set aside and told.
    /// </summary>
    /// <exception cref="StoreException">The machine is short of something.</exception>
    public StepEntry? Find(Digest key)
    {
        if (group.Find(key) is { } waiting) return waiting.Entry;
        if (StoreException.Guard("reading the store", () => entries.Find(key)) is not { } found) return null;
        small.Settle(found);
        return found.Entry;
    }

    /// <summary>The entry of a key as it stands, whether or not its blobs are there: for explanations.</summary>
    public StepEntry? Recall(Digest key) => Known(key)?.Entry;

    /// <summary>
    /// Keeps the result of a step. What the store has for the key already stays, and a difference is told. The entry is
    /// known to this process at once, and to others when it is safe on disk: at once after a pause, within about a tenth of
    /// a second when many come together. <see cref="Flush"/> before the process ends.
    /// </summary>
    /// <returns>The entry that stands.</returns>
    /// <exception cref="StoreException">There is no room or no permission, or a content is not in the store.</exception>
    public StepEntry Commit(StepEntry entry) => Commit(entry, () => InlineOf(entry));

    /// <summary>Takes over the entry of another store, once its blobs are here; false where an entry of its key stands already.</summary>
    /// <exception cref="StoreException">There is no room or no permission, or a blob is not in the store.</exception>
    internal bool Take(EntryFile file)
    {
        small.Settle(file);
        return ReferenceEquals(Commit(file.Entry), file.Entry);
    }

    /// <summary>Removes a result from the index, so that its step runs again; its artifacts stay until a collection.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="StoreException">There is no permission.</exception>
    public bool Forget(Digest key)
    {
        Flush();
        return StoreException.Guard("removing a result from the store", () =>
        {
            var entry = new FileInfo(Folders.Entry(key));
            if (!entry.Exists) return false;
            entry.Delete();
            return true;
        });
    }

    /// <summary>The verified content of an output.</summary>
    /// <exception cref="DamagedBlobException">It is missing, or was damaged and has been set aside; its maker must run again.</exception>
    /// <exception cref="StoreException">The machine is short of something.</exception>
    public BlobContent Open(StoredOutput output) => Open(output.Digest);

    /// <summary>
    /// The verified content of a digest. A small one is found after the entry that holds it was committed, found or recalled
    /// through this object, or its output was unpacked.
    /// </summary>
    /// <inheritdoc cref="Open(StoredOutput)"/>
    public BlobContent Open(Digest digest) =>
        SmallOf(digest) is { } content ? new(content) : StoreException.Guard("reading the store", () => blobs.Open(digest));

    /// <summary>An output for another process that has opened the same store: a small content, which has no file, goes along.</summary>
    public JsonObject Pack(StoredOutput output) => OutputJson.Write(output, SmallOf(output.Digest));

    /// <summary>Takes over an output that another process has packed.</summary>
    /// <exception cref="FormatException">It is not one, or its content is not that of its digest.</exception>
    public StoredOutput Unpack(JsonNode packed)
    {
        try
        {
            var (output, inline) = OutputJson.Read(JsonElement.Parse(packed.ToJsonString()));
            if (inline is not null) small.Hold(output.Digest, inline);
            return output;
        }
        catch (Exception problem) when (JsonFields.IsMisfit(problem))
        {
            throw new FormatException($"what came is not an output: {problem.Message}", problem);
        }
    }

    /// <summary>Makes all that was committed visible to other processes, and safe from a power cut.</summary>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public void Flush()
    {
        group.Flush();
        group.FlushNames();
    }

    /// <summary>Flushes what was committed.</summary>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public void Dispose()
    {
        try
        {
            Flush();
        }
        finally
        {
            group.Dispose();
        }
    }

    /// <summary>Does something once a key's entry is visible to other processes; at once where it does not wait for that.</summary>
    internal void WhenVisible(Digest key, Action action) => group.WhenVisible(key, action);

    /// <summary>Hashes a blob anew; what is damaged is told and set aside.</summary>
    internal bool Verify(Digest digest) => StoreException.Guard("verifying the store", () => blobs.Verify(digest));

    /// <summary>Reads an entry anew; what is damaged is told and set aside.</summary>
    internal EntryFile? ReadEntry(Digest key) => StoreException.Guard("reading the store", () => entries.Read(key));

    /// <summary>The entry of a key with its small contents, as it stands.</summary>
    internal EntryFile? FileOf(Digest key) => group.Find(key) ?? ReadEntry(key);

    /// <summary>Keeps a result that another store made, once its blobs are here; it is noted whom it is from.</summary>
    /// <inheritdoc cref="Commit(StepEntry)"/>
    internal StepEntry Adopt(EntryFile file, string from)
    {
        var entry = file.Entry with { From = from };
        return Commit(entry, () => InlineOf(entry).Concat(file.Inline).DistinctBy(content => content.Key).ToDictionary());
    }

    /// <summary>Whether the blob of an output is there in its size.</summary>
    internal bool Has(StoredOutput output) =>
        StoreException.Guard("reading the store", () => new FileInfo(Folders.Blob(output.Digest)) is { Exists: true } file && file.Length == output.Size);

    /// <summary>How many bytes the file system has room for; without bound where it does not say.</summary>
    internal double RoomLeft
    {
        get
        {
            try
            {
                return new DriveInfo(Root).AvailableFreeSpace;
            }
            catch (Exception problem) when (SystemError.Is(problem) || problem is ArgumentException)
            {
                return double.PositiveInfinity;
            }
        }
    }

    /// <summary>Sets aside an entry that cannot be the result of its step.</summary>
    /// <param name="key">The step's key.</param>
    /// <param name="what">What is wrong with it.</param>
    internal void Refuse(Digest key, string what) => entries.Refuse(key, what);

    /// <summary>Another process has told that a content is lost, which need not be told again.</summary>
    internal void NoteLoss(Digest digest) => blobs.NoteLoss(digest);

    /// <summary>Tells what another process met in the same store.</summary>
    internal void Tell(StoreWarning warning) => quarantine.Tell(warning.Code, warning.Message);

    /// <summary>Moves a finished temporary file to its place, over whatever is there.</summary>
    internal void Publish(string temporary, string place) => publication.Replace(temporary, place);

    internal void SetAside(string file, string code, string message) => quarantine.SetAside(file, code, message);

    private StepEntry Commit(StepEntry entry, Func<IReadOnlyDictionary<Digest, byte[]>> inline)
    {
        if (Digest.Of(entry.KeyText) != entry.Key) throw new ArgumentException("the key is not the digest of its text", nameof(entry));
        lock (committing)
        {
            if (Find(entry.Key) is { } standing)
            {
                if (!standing.Agrees(entry)) entries.TellDisagreement(standing, entry);
                return standing;
            }
            var file = new EntryFile(entry, inline());
            if (file.Blobs.FirstOrDefault(output => blobs.LastUse(output) is null) is { } lost) throw DamagedBlobException.Missing(lost.Digest);
            small.Settle(file);
            group.Add(file);
        }
        group.FlushIfDue(entry.Key);
        return entry;
    }

    private void Keep(BlobStream finished)
    {
        if (finished.Temporary is { } temporary) blobs.Adopt(temporary, finished.Digest);
        else small.Hold(finished.Digest, finished.Small);
    }

    private EntryFile? Known(Digest key)
    {
        var file = FileOf(key);
        if (file is not null) small.Settle(file);
        return file;
    }

    private byte[]? SmallOf(Digest digest) =>
        small.Find(digest) ?? (small.HomeOf(digest) is { } home ? Known(home)?.Inline.GetValueOrDefault(digest) : null);

    private Dictionary<Digest, byte[]> InlineOf(StepEntry entry)
    {
        var inline = new Dictionary<Digest, byte[]>();
        foreach (var output in entry.Outputs)
            if (output.Size <= InlineLimit && SmallOf(output.Digest) is { } content) inline[output.Digest] = content;
        return inline;
    }
}
