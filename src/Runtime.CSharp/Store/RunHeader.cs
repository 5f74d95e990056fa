using System.Globalization;
using System.Text.Json.Nodes;

namespace Spindle.Store;

/// <summary>How far a run is.</summary>
public enum RunState
{
    /// <summary>Its process is at work.</summary>
    Running,

    /// <summary>It came to its end; steps of it may have failed.</summary>
    Finished,

    /// <summary>It was told to end, or its process is gone.</summary>
    Interrupted,
}

/// <summary>How often an operation executed, and how long that took in all.</summary>
public sealed record OperationTime(int Count, double Seconds);

/// <summary>What the record of a run says first.</summary>
public sealed record RunHeader
{
    private const int Format = 1;

    /// <summary>The experiment's name.</summary>
    public required string Experiment { get; init; }

    /// <summary>How far the run is.</summary>
    public required RunState State { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended; null while it runs, and where it was killed.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>What the one who ran it noted: overrides, arguments.</summary>
    public JsonObject Details { get; init; } = [];

    /// <summary>How many steps ended in each way.</summary>
    public IReadOnlyDictionary<StepOutcome, int> Steps { get; init; } = new Dictionary<StepOutcome, int>();

    /// <summary>The times of what was executed, by operation.</summary>
    public IReadOnlyDictionary<string, OperationTime> Operations { get; init; } = new Dictionary<string, OperationTime>();

    /// <summary>How many events the record holds; null while it is written, and where its process was killed.</summary>
    internal long? Events { get; init; }

    /// <summary>The process that writes the record.</summary>
    internal LockOwner? Owner { get; init; }

    internal JsonObject ToJson() => new()
    {
        ["format"] = Format,
        ["experiment"] = Experiment,
        ["state"] = State.ToString().ToLowerInvariant(),
        ["started"] = Write(Started),
        ["ended"] = Ended is { } ended ? Write(ended) : null,
        ["details"] = Details.DeepClone(),
        ["steps"] = new JsonObject(Steps.Select(steps => KeyValuePair.Create(steps.Key.ToString().ToLowerInvariant(), (JsonNode?)steps.Value))),
        ["operations"] = new JsonObject(Operations.Select(time => KeyValuePair.Create(
            time.Key, (JsonNode?)new JsonObject { ["count"] = time.Value.Count, ["seconds"] = time.Value.Seconds }))),
        ["events"] = Events,
        ["owner"] = Owner?.ToJson(),
    };

    /// <summary>Reads a header; see <see cref="JsonFields.IsMisfit"/> for what is thrown where it is not one.</summary>
    internal static RunHeader Read(JsonObject json)
    {
        if (json.Whole("format") != Format) throw new FormatException("the format is another");
        var owner = LockOwner.Read(json.Member("owner"));
        var state = Enum.Parse<RunState>(json.Text("state"), ignoreCase: true);
        return new()
        {
            Experiment = json.Text("experiment"),
            State = state == RunState.Running && owner.IsGone ? RunState.Interrupted : state,
            Started = Time(json.Text("started")),
            Ended = json["ended"] is null ? null : Time(json.Text("ended")),
            Details = json.Member("details").DeepClone().AsObject(),
            Steps = json.Member("steps").AsObject().ToDictionary(steps => Enum.Parse<StepOutcome>(steps.Key, ignoreCase: true), steps => steps.Value?.GetValue<int>() ?? 0),
            Operations = json.Member("operations").AsObject().ToDictionary(
                time => time.Key, time => new OperationTime((int)time.Value.Whole("count"), time.Value.Member("seconds").GetValue<double>())),
            Events = json["events"]?.GetValue<long>(),
            Owner = owner,
        };
    }

    private static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
