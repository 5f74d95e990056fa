using System.Globalization;
using System.Text;
using Spindle.Contracts;
using Spindle.Probes.Trials;

namespace Spindle.Recordings;

/// <summary>Reads <see cref="TrialRates"/>.</summary>
[Operation("trial_rates/read")]
public sealed class TrialRatesOperation : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var recording = context.Parameter<TrialRates>("recording");
        using var file = context.ReadFile(recording.File);
        var rows = Rows(file, context.Cancellation);
        var bins = (int)recording.Bins;
        if (rows.Count == 0 || rows.Count % bins != 0)
            throw Malformed($"{rows.Count} rows, expected a multiple of the {bins} bins of a trial");
        var (trials, skipped) = (rows.Count / bins, recording.LocationColumn ? 1 : 0);
        var units = rows[0].Length - skipped;
        if (units < 1) throw Malformed("there is no column of a neuron");
        var rates = new float[rows.Count * units];
        for (var row = 0; row < rows.Count; row++)
        {
            var (trial, step) = (row / bins, row % bins);
            rows[row].AsSpan(skipped).CopyTo(rates.AsSpan(((step * trials) + trial) * units, units));
        }
        var cue = recording.LocationColumn ? Named(rows, bins, recording.Locations) : Even(trials, (int)recording.Locations);
        context.WriteActivity(new(rates, bins, trials, units, recording.TimeStep, cue, (int)recording.Locations, recording.Epochs()));
    }

    private static List<float[]> Rows(Stream file, CancellationToken cancellation)
    {
        using var reader = new StreamReader(file, Encoding.UTF8);
        var rows = new List<float[]>();
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            cancellation.ThrowIfCancellationRequested();
            var cells = text.Split([' ', '\t', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (cells.Length == 0) continue;
            if (rows.Count > 0 && cells.Length != rows[0].Length) throw Malformed($"line {line}: {cells.Length} values, expected {rows[0].Length} as before");
            rows.Add([.. cells.Select(cell => Number(cell, line))]);
        }
        return rows;
    }

    private static float Number(string cell, int line) =>
        float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number)
            ? number
            : throw Malformed($"line {line}: '{cell}' is no number");

    private static int[] Even(int trials, int locations) =>
        trials % locations == 0
            ? [.. Enumerable.Range(0, trials).Select(trial => trial / (trials / locations))]
            : throw Malformed($"{trials} trials, expected as many for each of {locations} locations");

    private static int[] Named(List<float[]> rows, int bins, long locations) =>
    [
        .. rows.Chunk(bins).Select((trial, at) =>
        {
            var location = trial[0][0];
            if (trial.Any(row => row[0] != location)) throw Malformed($"trial {at + 1} is of several locations");
            if (location != MathF.Floor(location) || location < 1 || location > locations)
                throw Malformed($"trial {at + 1} is of location {location.ToString(CultureInfo.InvariantCulture)}, expected 1 to {locations}");
            return (int)location - 1;
        }),
    ];

    private static SpindleException Malformed(string message) => new(DiagnosticCodes.MalformedRecording, message);
}
