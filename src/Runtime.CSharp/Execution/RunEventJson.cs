using System.Globalization;
using System.Text.Json.Nodes;
using Spindle.Catalog;

namespace Spindle.Execution;

/// <summary>Events as plain data: one JSON object each, whose member <c>event</c> names its species.</summary>
public static class RunEventJson
{
    /// <summary>An event as JSON.</summary>
    public static JsonObject Write(RunEvent happened)
    {
        var json = new JsonObject
        {
            ["event"] = SnakeCase.Of(happened.GetType().Name),
            ["at"] = happened.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        };
        switch (happened)
        {
            case RunStarted started:
                json["run"] = started.Run;
                json["experiment"] = started.Experiment;
                json["steps"] = started.Steps;
                json["jobs"] = started.Jobs;
                break;
            case StepStarted started:
                json["step"] = started.Step;
                json["operation"] = started.Operation;
                if (started.Reason is { } reason) json["reason"] = reason;
                break;
            case StepProgress progress:
                json["step"] = progress.Step;
                json["fraction"] = progress.Fraction;
                json["words"] = progress.Words;
                break;
            case StepRetried retried:
                json["step"] = retried.Step;
                json["reason"] = retried.Reason;
                break;
            case StepFinished finished:
                json["step"] = finished.Step;
                json["outcome"] = SnakeCase.Of(finished.Outcome.ToString());
                json["seconds"] = finished.Seconds;
                if (finished.Key is { } key) json["key"] = key.Hex;
                if (finished.Message is { } message) json["message"] = message;
                if (finished.Failure is { } failure) json["failure"] = failure.ToJson();
                break;
            case StoreWarningRaised warning:
                json["code"] = warning.Code;
                json["message"] = warning.Message;
                break;
            case RunFinished finished:
                json["executed"] = finished.Executed;
                json["cached"] = finished.Cached;
                json["failed"] = finished.Failed;
                json["skipped"] = finished.Skipped;
                json["seconds"] = finished.Seconds;
                json["interrupted"] = finished.Interrupted;
                break;
            default:
                throw new ArgumentException($"events of type {happened.GetType()} are not known", nameof(happened));
        }
        return json;
    }
}
