using Spindle.Plans;

namespace Spindle.Store;

/// <summary>
/// A store of its own in a temporary folder, for results that are to be looked at and forgotten. It reads what another store
/// lends it, and never writes there. Safe for several threads.
/// </summary>
public sealed class ScratchStore : IDisposable
{
    private readonly ContentStore lender;
    private readonly Dictionary<Digest, int> lent = [];
    private readonly Lock door = new();

    private ScratchStore(ContentStore lender, string folder) => (this.lender, Store) = (lender, ContentStore.Open(folder));

    /// <summary>The store.</summary>
    public ContentStore Store { get; }

    /// <summary>Makes a store that is deleted when it is disposed.</summary>
    /// <param name="lender">The store whose contents it may be lent.</param>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public static ScratchStore Create(ContentStore lender) =>
        new(lender, StoreException.Guard("making a scratch area", () => Directory.CreateTempSubdirectory("spindle-scratch-").FullName));

    /// <summary>Lends the contents of some outputs until the loan is disposed.</summary>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public IDisposable Lend(IEnumerable<StoredOutput> outputs)
    {
        var wanted = outputs.ToList();
        lock (door)
        {
            foreach (var output in wanted)
            {
                lent[output.Digest] = lent.GetValueOrDefault(output.Digest) + 1;
                StoreException.Guard("reading the store", () => Bring(output));
            }
        }
        return new Loan(this, wanted);
    }

    /// <summary>Forgets the contents of some outputs that were made here, unless others read them now.</summary>
    public void Drop(IEnumerable<StoredOutput> outputs)
    {
        lock (door)
        {
            foreach (var output in outputs)
                if (!lent.ContainsKey(output.Digest)) Delete(output.Digest);
        }
    }

    /// <summary>Deletes everything.</summary>
    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(Store.Root, recursive: true);
    }

    /// <summary>A small content goes along; of a large one there is a link, which the reader follows and whoever replaces it does not.</summary>
    private void Bring(StoredOutput output)
    {
        Store.Unpack(lender.Pack(output));
        var (source, place) = (lender.Folders.Blob(output.Digest), Store.Folders.Blob(output.Digest));
        if (!File.Exists(source) || File.Exists(place)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        try
        {
            if (OperatingSystem.IsWindows()) File.Copy(source, place);
            else File.CreateSymbolicLink(place, source);
        }
        catch (IOException) when (File.Exists(place))
        {
            // A step that ran in between made the same content.
        }
    }

    private void Return(List<StoredOutput> outputs)
    {
        lock (door)
        {
            foreach (var digest in outputs.Select(output => output.Digest))
            {
                if (--lent[digest] > 0) continue;
                lent.Remove(digest);
                Delete(digest);
            }
        }
    }

    private void Delete(Digest digest)
    {
        // A small content has no file, and perhaps no folder where one would be.
        var blob = Store.Folders.Blob(digest);
        if (Directory.Exists(Path.GetDirectoryName(blob))) File.Delete(blob);
    }

    private sealed class Loan(ScratchStore scratch, List<StoredOutput> outputs) : IDisposable
    {
        public void Dispose() => scratch.Return(outputs);
    }
}
