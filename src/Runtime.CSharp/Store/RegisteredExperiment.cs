using System.Text.Json.Nodes;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>An experiment's file that was run with a store: what it asks for as it stands now is kept.</summary>
/// <param name="Path">The file's absolute path.</param>
/// <param name="Experiment">The experiment's name when it was last run.</param>
/// <param name="Host">The machine on which the path means something.</param>
public sealed record RegisteredExperiment(string Path, string Experiment, string Host)
{
    private const int Format = 1;

    /// <summary>Whether the path can be looked at from here.</summary>
    public bool IsOfThisHost => Host == Environment.MachineName;

    /// <summary>Notes that an experiment's file is run with a store.</summary>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public static void Register(ContentStore store, string path, string experiment)
    {
        var registered = new RegisteredExperiment(System.IO.Path.GetFullPath(path), experiment, Environment.MachineName);
        if (registered == Folder(store).Read(registered.Name, Read)) return;
        Folder(store).Write(registered.Name, new()
        {
            ["format"] = Format,
            ["path"] = registered.Path,
            ["experiment"] = experiment,
            ["host"] = registered.Host,
        });
    }

    /// <summary>The registered experiments in the order of their paths. A damaged registration is told and set aside; the next run renews it.</summary>
    /// <exception cref="StoreException">The folder cannot be read.</exception>
    public static IReadOnlyList<RegisteredExperiment> List(ContentStore store) => StoreException.Guard("reading the registered experiments", () =>
        (IReadOnlyList<RegisteredExperiment>)[.. Folder(store).Names.ToList().Select(name => Folder(store).Read(name, Read)).OfType<RegisteredExperiment>()
            .OrderBy(registered => registered.Path, StringComparer.Ordinal)]);

    /// <summary>Reads every registration anew and gives the names of those that are damaged; told and set aside.</summary>
    internal static IReadOnlyList<string> FindDamaged(ContentStore store) => [.. Folder(store).Names.ToList().Where(name => Folder(store).Read(name, Read) is null)];

    /// <summary>Takes the registration back.</summary>
    /// <exception cref="StoreException">The system refused.</exception>
    public void Forget(ContentStore store) => Folder(store).Remove(Name);

    private string Name => Digest.Of($"{Host}\n{Path}").Hex[..32];

    private static RegisteredExperiment Read(JsonObject json) =>
        json.Whole("format") == Format ? new(json.Text("path"), json.Text("experiment"), json.Text("host")) : throw new FormatException("the format is another");

    private static SealedFolder Folder(ContentStore store) => new(store, store.Folders.Experiments, DiagnosticCodes.RunDamaged, "registered experiment");
}
