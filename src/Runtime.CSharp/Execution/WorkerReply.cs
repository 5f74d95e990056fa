using System.Text.Json.Nodes;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>What a worker process tells its parent, one line each: that the step begins, progress and warnings, then one of the others.</summary>
internal abstract record WorkerReply
{
    /// <summary>What the step needs is loaded, and its operation begins.</summary>
    public sealed record Began : WorkerReply;

    /// <summary>The step is so far.</summary>
    public sealed record Progress(double Fraction, string Words) : WorkerReply;

    /// <summary>The worker's store met something and mended it.</summary>
    public sealed record Warned(StoreWarning Warning) : WorkerReply;

    /// <summary>The step has ended well.</summary>
    public sealed record Done(ExecutedStep Step) : WorkerReply;

    /// <summary>The step has failed.</summary>
    public sealed record Failed(StepFailure Failure) : WorkerReply;

    /// <summary>An artifact that the step reads is missing or damaged.</summary>
    public sealed record InputLost(string Input, string Message) : WorkerReply;

    /// <summary>The class of device that computes, for who asked.</summary>
    public sealed record DeviceClass(JsonObject Class) : WorkerReply;

    /// <summary>The step has ended because it was told to.</summary>
    public sealed record Cancelled : WorkerReply;

    /// <summary>The reply as plain data; small outputs, which have no file, go along.</summary>
    public JsonObject ToJson(ContentStore store) => this switch
    {
        Progress progress => new() { ["progress"] = progress.Fraction, ["words"] = progress.Words },
        Warned warned => new() { ["warning"] = warned.Warning.Code, ["message"] = warned.Warning.Message },
        Done done => new()
        {
            ["done"] = new JsonArray([.. done.Step.Outputs.Select(output => (JsonNode)store.Pack(output))]),
            ["environment"] = done.Step.Environment.DeepClone(),
        },
        Failed failed => new() { ["failed"] = failed.Failure.ToJson() },
        Began => new() { ["began"] = true },
        DeviceClass known => new() { ["numerics"] = known.Class.DeepClone() },
        InputLost lost => new() { ["input_lost"] = lost.Input, ["message"] = lost.Message },
        _ => new() { ["cancelled"] = true },
    };

    /// <summary>The reply that a line holds; outputs that went along are at the store's disposal afterwards.</summary>
    public static WorkerReply Parse(string line, ContentStore store)
    {
        var json = JsonNode.Parse(line)!.AsObject();
        if (json["progress"] is { } fraction) return new Progress(fraction.GetValue<double>(), json.Text("words"));
        if (json["began"] is not null) return new Began();
        if (json["warning"] is { } code) return new Warned(new(code.GetValue<string>(), json.Text("message")));
        if (json["failed"] is { } failure) return new Failed(StepFailure.FromJson(failure.AsObject()));
        if (json["input_lost"] is { } input) return new InputLost(input.GetValue<string>(), json.Text("message"));
        if (json["numerics"] is { } known) return new DeviceClass(known.DeepClone().AsObject());
        if (json["done"] is not { } outputs) return new Cancelled();
        return new Done(new([.. outputs.AsArray().Select(output => store.Unpack(output!))], json.Member("environment").DeepClone().AsObject()));
    }
}
