using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>How a step of a run ended, as the run's record keeps it.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Operation">Its operation.</param>
/// <param name="Key">Its key; null where an input was never known.</param>
/// <param name="Outcome">executed, cached, failed or skipped.</param>
/// <param name="Seconds">How long it executed.</param>
public sealed record RunStep(string Step, string Operation, Digest? Key, string Outcome, double Seconds);

/// <summary>The record of a run, in a folder of its own.</summary>
public sealed class RunFolder
{
    private RunFolder(string path) => Location = path;

    /// <summary>The folder.</summary>
    public string Location { get; }

    /// <summary>The run's name, as <c>2026-11-23T10-15-02Z-4f2a</c>.</summary>
    public string Name => Path.GetFileName(Location);

    /// <summary>Makes the folder of a new run.</summary>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public static RunFolder Create(ContentStore store, TimeProvider clock)
    {
        var stamp = clock.GetUtcNow().ToString("yyyy-MM-ddTHH-mm-ssZ", CultureInfo.InvariantCulture);
        var folder = Path.Combine(store.Folders.Runs, $"{stamp}-{Guid.NewGuid().ToString("N")[..4]}");
        StoreException.Guard("recording the run", () => Directory.CreateDirectory(folder));
        return new(folder);
    }

    /// <summary>The runs of a store, the latest first.</summary>
    public static IReadOnlyList<RunFolder> List(ContentStore store) =>
        Directory.Exists(store.Folders.Runs)
            ? [.. Directory.GetDirectories(store.Folders.Runs).OrderDescending(StringComparer.Ordinal).Select(path => new RunFolder(path))]
            : [];

    /// <summary>The name of a file of the record.</summary>
    public string File(string name) => Path.Combine(Location, name);

    /// <summary>Writes a file of the record whole or not at all.</summary>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public void Write(string name, string text) => StoreException.Guard("recording the run", () =>
    {
        var temporary = File($".{name}");
        System.IO.File.WriteAllText(temporary, text);
        System.IO.File.Move(temporary, File(name), overwrite: true);
    });

    /// <summary>Writes what came of the run.</summary>
    public void WriteSteps(string experiment, IEnumerable<RunStep> steps) => Write("run.json", CanonicalJson.Write(new JsonObject
    {
        ["experiment"] = experiment,
        ["steps"] = new JsonArray([.. steps.Select(step => (JsonNode)new JsonObject
        {
            ["step"] = step.Step,
            ["operation"] = step.Operation,
            ["key"] = step.Key?.Hex,
            ["outcome"] = step.Outcome,
            ["seconds"] = step.Seconds,
        })]),
    }));

    /// <summary>What came of the run: the experiment's name and its steps; null where the record is missing or damaged.</summary>
    public (string Experiment, IReadOnlyList<RunStep> Steps)? ReadSteps()
    {
        try
        {
            var json = JsonNode.Parse(System.IO.File.ReadAllText(File("run.json")))!.AsObject();
            var steps = json["steps"]!.AsArray().Select(step => new RunStep(
                step!["step"]!.GetValue<string>(),
                step["operation"]!.GetValue<string>(),
                step["key"]?.GetValue<string>() is { } key ? new Digest(key) : null,
                step["outcome"]!.GetValue<string>(),
                step["seconds"]!.GetValue<double>()));
            return (json["experiment"]!.GetValue<string>(), [.. steps]);
        }
        catch (Exception damage) when (damage is IOException or UnauthorizedAccessException or JsonException or NullReferenceException or InvalidOperationException)
        {
            return null;
        }
    }
}
