using System.Globalization;
using System.Text;
using System.Text.Json;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>Keeps a text for every failed step in the run's folder: all that a message has no room for.</summary>
/// <param name="folder">The run's folder.</param>
public sealed class FailureFiles(RunFolder folder)
{
    /// <summary>The folder of the texts within the run's folder.</summary>
    public const string FolderName = "failures";

    private const int LongestName = 100;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private int count;

    /// <summary>Writes what is known of a failure.</summary>
    /// <param name="step">The step that failed.</param>
    /// <param name="key">Its key.</param>
    /// <param name="failure">How it failed.</param>
    /// <param name="seconds">How long it ran.</param>
    /// <returns>The file, relative to the run's folder; null where it cannot be written, which must not end the run.</returns>
    internal string? Keep(Step step, StepKey? key, StepFailure failure, double seconds)
    {
        var name = $"{FolderName}/{(++count).ToString("d3", CultureInfo.InvariantCulture)}-{Safe(step.Id)}.txt";
        try
        {
            folder.Write(name, Text(step, key, failure, seconds));
            return name;
        }
        catch (StoreException)
        {
            return null;
        }
    }

    private string Text(Step step, StepKey? key, StepFailure failure, double seconds)
    {
        var text = new StringBuilder();
        Line("step", step.Id);
        Line("operation", $"{step.Operation}, version {step.Version}");
        Line("failed", $"error {failure.Code}: {failure.Message}");
        Line("thrown", failure.Type);
        Line("progress", failure.Progress);
        Line("after", $"{Math.Round(seconds, 3).ToString(CultureInfo.InvariantCulture)} s");
        Line("run", folder.Name);
        Line("key", key?.Digest.Hex ?? "");
        Part("parameters", step.Parameters.ToJsonString(Indented));
        Part("inputs", string.Join('\n', step.Inputs.Select(input => $"{input.Key} = {input.Value}")));
        Part("last printed lines", failure.Printed);
        Part("stack trace", failure.Details);
        return text.ToString();

        void Line(string name, string value)
        {
            if (value.Length > 0) text.Append(CultureInfo.InvariantCulture, $"{name,-10} {value}\n");
        }

        void Part(string title, string content)
        {
            if (content.Length > 0) text.Append(CultureInfo.InvariantCulture, $"\n{title}\n{content}\n");
        }
    }

    /// <summary>A step's id as a part of a file's name on any file system.</summary>
    private static string Safe(string id)
    {
        var name = string.Concat(id.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '=' ? letter : '.'));
        return name.Length <= LongestName ? name : name[..LongestName];
    }
}
