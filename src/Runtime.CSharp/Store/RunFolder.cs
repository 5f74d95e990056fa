using System.Globalization;
using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Store;

/// <summary>
/// The record of a run: <c>run.json</c> says what ran and how it ended, <c>timings.json</c> what came of every step,
/// <c>events.jsonl</c> what happened, in order; <c>plan.json</c> and <c>environment.json</c> are the runner's. All but the last
/// line of the events is written whole or not at all, and damage of any byte of these is noticed.
/// </summary>
public sealed class RunFolder
{
    internal const string HeaderFile = "run.json", TimingsFile = "timings.json", EventsFile = "events.jsonl";

    private const long MostBytes = 1 << 30;

    private readonly ContentStore store;

    private RunFolder(ContentStore store, string location) => (this.store, Location) = (store, location);

    /// <summary>The folder.</summary>
    public string Location { get; }

    /// <summary>The run's name, as <c>2026-11-23T10-15-02Z-4f2a</c>: the second in which it began and the part of that second. Names sort by time.</summary>
    public string Name => Path.GetFileName(Location);

    /// <summary>Makes the folder of a new run.</summary>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public static RunFolder Create(ContentStore store, TimeProvider clock) => StoreException.Guard("recording the run", () =>
    {
        var now = clock.GetUtcNow();
        var part = now.Ticks % TimeSpan.TicksPerSecond * 0x10000 / TimeSpan.TicksPerSecond;
        for (; ; part++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-ddTHH-mm-ss}Z-{part & 0xffff:x4}");
            var folder = new RunFolder(store, Path.Combine(store.Folders.Runs, name));
            Directory.CreateDirectory(folder.Location);
            if (folder.TryClaim()) return folder;
        }
    });

    /// <summary>The runs of a store, the latest first.</summary>
    /// <exception cref="StoreException">The folder cannot be read.</exception>
    public static IReadOnlyList<RunFolder> List(ContentStore store) => StoreException.Guard("reading the runs", () =>
        Directory.Exists(store.Folders.Runs)
            ? [.. Directory.GetDirectories(store.Folders.Runs).OrderDescending(StringComparer.Ordinal).Select(path => new RunFolder(store, path))]
            : (IReadOnlyList<RunFolder>)[]);

    /// <summary>The latest run of an experiment; null where there is none.</summary>
    public static RunFolder? Latest(ContentStore store, string experiment) =>
        List(store).FirstOrDefault(run => run.ReadHeader()?.Experiment == experiment);

    /// <summary>Begins to write the record.</summary>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="details">What else is to be known of the run: overrides, arguments.</param>
    /// <param name="clock">Dates the beginning and the end.</param>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public RunWriter Begin(string experiment, JsonObject details, TimeProvider clock) => new(this, experiment, details, clock);

    /// <summary>The name of a file of the record.</summary>
    public string File(string name) => Path.Combine(Location, name);

    /// <summary>Writes a JSON file of the record, whole or not at all, so that any damage is noticed.</summary>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public void WriteJson(string name, JsonObject json) => Write(name, SealedJson.Write(json));

    /// <summary>Writes another file of the record, in a folder of its own if its name says so, whole or not at all.</summary>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public void Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Reads a file of the record; null where there is none. A damaged one is told and set aside.</summary>
    public JsonObject? ReadJson(string name) => Read(name, bytes => SealedJson.Read(bytes));

    /// <summary>What ran and how it ended; null where that is not recorded, or was damaged.</summary>
    public RunHeader? ReadHeader() => Read(HeaderFile, bytes => SealedJson.Read(bytes) is { } json ? RunHeader.Read(json) : null);

    /// <summary>What came of every step that ended, in the order in which they did; that of a killed run is told by its events.</summary>
    public IReadOnlyList<RunStep> ReadSteps() =>
        Read(TimingsFile, bytes => SealedJson.Read(bytes) is { } json ? json.Member("steps").AsArray().Select(step => RunStep.Read(step!)).ToList() : null)
        ?? Read(EventsFile, RunEvents.ReadSteps)
        ?? [];

    /// <summary>
    /// Reads every file of the record anew and gives the names of those that are damaged; told and set aside. The good lines of
    /// damaged events stay.
    /// </summary>
    internal IReadOnlyList<string> FindDamaged()
    {
        var damaged = new List<string>();
        foreach (var path in Directory.GetFileSystemEntries(Location, "*.json"))
            if (ReadJson(Path.GetFileName(path)) is null) damaged.Add(Path.GetFileName(path));
        if (HasDamagedEvents()) damaged.Add(EventsFile);
        return damaged;
    }

    /// <summary>The size of the record in bytes.</summary>
    internal long Bytes => StoreContents.Files(Location).Sum(file => file.Length);

    /// <summary>Deletes the record.</summary>
    internal void Delete()
    {
        if (Directory.Exists(Location)) Directory.Delete(Location, recursive: true);
    }

    private bool HasDamagedEvents()
    {
        if (!Path.Exists(File(EventsFile))) return false;
        var header = ReadHeader();
        byte[] good = [];
        var (lines, sound) = (0L, false);
        // Of a run that goes on the file stays where it is: its process writes on.
        var goesOn = header is { State: RunState.Running };
        var read = Read(EventsFile, bytes =>
        {
            (good, lines, sound) = RunEvents.Sift(bytes, header?.Events);
            return sound || goesOn ? bytes : null;
        });
        if (read is not null) return !sound;
        Write(EventsFile, good);
        if (header?.Events is not null) WriteJson(HeaderFile, (header with { Events = lines }).ToJson());
        return true;
    }

    private void Write(string name, byte[] bytes) => StoreException.Guard("recording the run", () =>
    {
        var temporary = store.Folders.NewTemporary();
        try
        {
            System.IO.File.WriteAllBytes(temporary, bytes);
            if (Path.GetDirectoryName(name) is { Length: > 0 } inside) Directory.CreateDirectory(File(inside));
            store.Publish(temporary, File(name));
        }
        finally
        {
            System.IO.File.Delete(temporary);
        }
    });

    private bool TryClaim()
    {
        try
        {
            using var claim = new FileStream(File(EventsFile), FileMode.CreateNew);
            return true;
        }
        catch (IOException) when (System.IO.File.Exists(File(EventsFile)))
        {
            return false;
        }
    }

    /// <summary>Reads a file by a function that gives null, or throws what a misfit throws, where its bytes are not right.</summary>
    private T? Read<T>(string name, Func<byte[], T?> read)
        where T : class
    {
        var path = File(name);
        if (!Path.Exists(path)) return null;
        var what = "was damaged";
        try
        {
            if (WholeFile.Read(path, MostBytes) is var (bytes, _) && read(bytes) is { } found) return found;
        }
        catch (Exception problem) when (SystemError.IsAbsence(problem))
        {
            if (!WholeFile.IsLink(path)) return null;
            what = "is a link that leads nowhere";
        }
        catch (Exception problem) when (SystemError.Is(problem) && !SystemError.IsShortage(problem))
        {
            what = $"could not be read ({problem.Message})";
        }
        catch (Exception problem) when (JsonFields.IsMisfit(problem))
        {
        }
        store.SetAside(path, DiagnosticCodes.RunDamaged, $"{name} of the run {Name} {what} and has been set aside");
        return null;
    }
}
