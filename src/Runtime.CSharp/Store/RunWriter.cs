using System.Text.Json.Nodes;

namespace Spindle.Store;

/// <summary>Writes the record of a run while it goes on. Safe for several threads.</summary>
public sealed class RunWriter : IDisposable
{
    private const int Format = 1;

    private readonly RunFolder folder;
    private readonly TimeProvider clock;
    private readonly FileStream events;
    private readonly Dictionary<string, RunStep> steps = [];
    private readonly Lock door = new();
    private RunHeader header;
    private long written;

    internal RunWriter(RunFolder folder, string experiment, JsonObject details, TimeProvider clock)
    {
        (this.folder, this.clock) = (folder, clock);
        header = new()
        {
            Experiment = experiment,
            State = RunState.Running,
            Started = clock.GetUtcNow(),
            Details = details.DeepClone().AsObject(),
            Owner = LockOwner.Me(),
        };
        folder.WriteJson(RunFolder.HeaderFile, header.ToJson());
        events = StoreException.Guard("recording the run", () => new FileStream(
            folder.File(RunFolder.EventsFile), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
    }

    /// <summary>Adds an event to <c>events.jsonl</c>.</summary>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public void Append(JsonObject json) => Append(RunEvents.Line(json));

    /// <summary>Adds an event that says what came of a step, and takes it over; the last word on a step counts.</summary>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public void Record(RunStep step, JsonObject json)
    {
        Append(RunEvents.Line(json, step));
        lock (door) steps[step.Step] = step;
    }

    /// <summary>Writes the end: <c>timings.json</c> with every step, and <c>run.json</c> with the sums.</summary>
    /// <param name="state">How the run ended.</param>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public void End(RunState state)
    {
        lock (door)
        {
            folder.WriteJson(RunFolder.TimingsFile, new()
            {
                ["format"] = Format,
                ["steps"] = new JsonArray([.. steps.Values.Select(step => (JsonNode)step.ToJson())]),
            });
            header = header with
            {
                State = state,
                Ended = clock.GetUtcNow(),
                Events = written,
                Steps = steps.Values.CountBy(step => step.Outcome).ToDictionary(),
                Operations = steps.Values.Where(step => step.Outcome == StepOutcome.Executed).GroupBy(step => step.Operation)
                    .ToDictionary(group => group.Key, group => new OperationTime(group.Count(), group.Sum(step => step.Seconds))),
            };
            folder.WriteJson(RunFolder.HeaderFile, header.ToJson());
        }
    }

    /// <summary>Closes the events; a run that has not been ended counts as interrupted once its process is gone.</summary>
    public void Dispose() => events.Dispose();

    private void Append(byte[] line)
    {
        lock (door)
        {
            StoreException.Guard("recording the run", () => events.Write(line));
            written++;
        }
    }
}
