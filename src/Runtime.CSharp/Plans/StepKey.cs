using System.Text.Json.Nodes;

namespace Spindle.Plans;

/// <summary>The cache's index: the digest of one canonical text that says all that a step's result depends on.</summary>
/// <param name="Digest">The SHA-256 of <paramref name="Text"/>.</param>
/// <param name="Text">The very text that was hashed; <c>why</c> speaks from it alone.</param>
public sealed record StepKey(Digest Digest, string Text)
{
    /// <summary>
    /// The format of the key text. 1 (2026-11-24): format, operation, version, parameters, digests of the inputs' content by name,
    /// and <c>numerics</c> where results of one class of device alone are accepted.
    /// </summary>
    public const int Format = 1;

    /// <summary>The key of a step whose inputs have the given content.</summary>
    /// <param name="step">The step.</param>
    /// <param name="inputs">The digest of every input's content, by the input's name.</param>
    /// <param name="numerics">Whose results are accepted; null for everybody's.</param>
    public static StepKey Of(Step step, IReadOnlyDictionary<string, Digest> inputs, Numerics? numerics = null)
    {
        var members = new Dictionary<string, JsonNode?>
        {
            ["format"] = Format,
            ["operation"] = step.Operation,
            ["version"] = step.Version,
            ["parameters"] = step.Parameters,
            ["inputs"] = new JsonObject(inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)input.Value.Hex))),
            ["outputs"] = new JsonArray([.. step.Outputs.Select(output => (JsonNode)output.Name)]),
        };
        // Only where it is asked for, so that keys without it stay what they are.
        if (numerics?.Of(step) is { } device) members["numerics"] = device;
        var text = CanonicalJson.WriteMembers(members);
        return new(Digest.Of(text), text);
    }
}
