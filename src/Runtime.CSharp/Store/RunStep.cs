using System.Text.Json.Nodes;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>What the record of a run keeps of a step.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Operation">Its operation.</param>
/// <param name="Key">Its key; null where an input was never known.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Seconds">How long it executed.</param>
public sealed record RunStep(string Step, string Operation, Digest? Key, StepOutcome Outcome, double Seconds)
{
    /// <summary>How it failed, with the code; null where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>The file that tells all of the failure, relative to the run's folder; null where there is none.</summary>
    public string? FailureFile { get; init; }

    internal JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["step"] = Step,
            ["operation"] = Operation,
            ["key"] = Key?.Hex,
            ["outcome"] = Outcome.ToString().ToLowerInvariant(),
            ["seconds"] = Seconds,
        };
        if (Failure is not null) json["failure"] = Failure;
        if (FailureFile is not null) json["failure_file"] = FailureFile;
        return json;
    }

    /// <summary>Reads a step; see <see cref="JsonFields.IsMisfit"/> for what is thrown where it is not one.</summary>
    internal static RunStep Read(JsonNode? json) => new(
        json.Text("step"),
        json.Text("operation"),
        json?["key"] is null ? null : json.Digest("key"),
        Enum.Parse<StepOutcome>(json.Text("outcome"), ignoreCase: true),
        json.Member("seconds").GetValue<double>())
    {
        Failure = json?["failure"]?.GetValue<string>(),
        FailureFile = json?["failure_file"]?.GetValue<string>(),
    };
}
