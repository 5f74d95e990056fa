using System.Text.Json.Nodes;

namespace Spindle.Store;

/// <summary>A folder of small JSON files, each written whole or not at all, in which any damage is noticed.</summary>
/// <param name="store">The store that it belongs to.</param>
/// <param name="folder">Where it lies; made when the first file is written.</param>
/// <param name="code">The code under which damage is told.</param>
/// <param name="noun">What a file is, as <c>tag</c>.</param>
internal sealed class SealedFolder(ContentStore store, string folder, string code, string noun)
{
    private const long MostBytes = 64 << 20;
    private const string Extension = ".json";

    /// <summary>The names of the files that are there, in order.</summary>
    public IEnumerable<string> Names => StoreContents.Files(folder)
        .Where(file => file.Extension == Extension).Select(file => Path.GetFileNameWithoutExtension(file.Name)).Order(StringComparer.Ordinal);

    public void Write(string name, JsonObject json) => StoreException.Guard($"writing the {noun} '{name}'", () =>
    {
        var temporary = store.Folders.NewTemporary();
        try
        {
            File.WriteAllBytes(temporary, SealedJson.Write(json));
            Durability.Sync([temporary], store.Root);
            store.Publish(temporary, Place(name));
        }
        finally
        {
            File.Delete(temporary);
        }
    });

    /// <summary>Reads a file by a function that throws what a misfit throws; null where there is none. A damaged one is told and set aside.</summary>
    public T? Read<T>(string name, Func<JsonObject, T> read)
        where T : class
    {
        var what = "was damaged";
        try
        {
            if (WholeFile.Read(Place(name), MostBytes) is var (bytes, _) && SealedJson.Read(bytes) is { } json) return read(json);
        }
        catch (Exception problem) when (SystemError.IsAbsence(problem))
        {
            return null;
        }
        catch (Exception problem) when (SystemError.Is(problem) && !SystemError.IsShortage(problem))
        {
            what = $"could not be read ({problem.Message})";
        }
        catch (Exception problem) when (JsonFields.IsMisfit(problem))
        {
        }
        store.SetAside(Place(name), code, $"the {noun} '{name}' {what} and has been set aside");
        return null;
    }

    /// <summary>Removes a file; false where there is none.</summary>
    public bool Remove(string name) => StoreException.Guard($"removing the {noun} '{name}'", () =>
    {
        var there = File.Exists(Place(name));
        if (there) File.Delete(Place(name));
        return there;
    });

    private string Place(string name) => Path.Combine(folder, name + Extension);
}
