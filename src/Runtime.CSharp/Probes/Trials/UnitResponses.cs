using Spindle.Contracts;

namespace Spindle.Probes.Trials;

/// <summary>What the analyses of single units need of their activity in the test trials of a rule.</summary>
public sealed class UnitResponses
{
    private const string EpochPrefix = "epoch.";
    private const string MeanPrefix = "epoch_means.";
    private readonly float[] locations;
    private readonly Dictionary<string, float[]> means;
    private readonly IReadOnlyList<int[]> trialsAt;

    private UnitResponses(int steps, int units, int[] cue, int conditions, IReadOnlyList<Epoch> epochs, float[] locations, Dictionary<string, float[]> means)
    {
        (Steps, Units, Cue, Locations, Epochs) = (steps, units, cue, conditions, epochs);
        (this.locations, this.means) = (locations, means);
        trialsAt = [.. Enumerable.Range(0, conditions).Select(at => Enumerable.Range(0, cue.Length).Where(trial => cue[trial] == at).ToArray())];
    }

    /// <summary>Steps of a trial, T.</summary>
    public int Steps { get; }

    /// <summary>How many units, N.</summary>
    public int Units { get; }

    /// <summary>How many places the cue may have, L.</summary>
    public int Locations { get; }

    /// <summary>The place of the cue in every trial.</summary>
    public int[] Cue { get; }

    /// <summary>The parts of the trials, in steps.</summary>
    public IReadOnlyList<Epoch> Epochs { get; }

    /// <summary>What remains of the activity in trials.</summary>
    /// <exception cref="ArgumentException">A place has no trials.</exception>
    public static UnitResponses Of(TrialActivity activity)
    {
        var (steps, units) = (activity.Steps, activity.Units);
        var counts = new int[activity.Conditions];
        foreach (var place in activity.Cue) counts[place]++;
        if (counts.Contains(0)) throw new ArgumentException($"place {Array.IndexOf(counts, 0)} of the cue has no trials", nameof(activity));
        var places = new double[units];
        var locations = new float[activity.Conditions * steps * units];
        for (var place = 0; place < activity.Conditions; place++)
        {
            for (var step = 0; step < steps; step++)
            {
                Array.Clear(places);
                for (var trial = 0; trial < activity.Trials; trial++)
                    if (activity.Cue[trial] == place) Add(places, activity.At(step, trial));
                var row = locations.AsSpan(((place * steps) + step) * units, units);
                for (var unit = 0; unit < units; unit++) row[unit] = (float)(places[unit] / counts[place]);
            }
        }
        return new(
            steps, units, activity.Cue, activity.Conditions, activity.Epochs, locations,
            activity.Epochs.ToDictionary(epoch => epoch.Name, epoch => MeansOf(activity, epoch)));
    }

    /// <summary>Reads what <see cref="Tensors"/> gave.</summary>
    public static UnitResponses Read(IReadOnlyDictionary<string, TensorData> tensors)
    {
        var locations = tensors["location_means"];
        Epoch[] epochs =
        [
            .. tensors.Where(pair => pair.Key.StartsWith(EpochPrefix, StringComparison.Ordinal))
                .Select(pair => new Epoch(pair.Key[EpochPrefix.Length..], pair.Value.Values<long>()[0], pair.Value.Values<long>()[1]))
                .OrderBy(epoch => epoch.From).ThenBy(epoch => epoch.To).ThenBy(epoch => epoch.Name, StringComparer.Ordinal),
        ];
        return new(
            (int)locations.Shape[1], (int)locations.Shape[2], [.. tensors["cue"].Values<long>().ToArray().Select(place => (int)place)],
            (int)locations.Shape[0], epochs, locations.Values<float>().ToArray(),
            epochs.ToDictionary(epoch => epoch.Name, epoch => tensors[MeanPrefix + epoch.Name].Values<float>().ToArray()));
    }

    /// <summary>
    /// <c>location_means</c> [L, T, N], <c>cue</c> [B], and for every epoch its steps <c>epoch.*</c> [2] and its mean rate in every
    /// trial <c>epoch_means.*</c> [B, N].
    /// </summary>
    public IReadOnlyDictionary<string, TensorData> Tensors()
    {
        var tensors = new Dictionary<string, TensorData>
        {
            ["location_means"] = TensorData.Of<float>(locations, Locations, Steps, Units),
            ["cue"] = TensorData.Of<long>(Cue.Select(place => (long)place).ToArray(), Cue.Length),
        };
        foreach (var epoch in Epochs)
        {
            tensors[EpochPrefix + epoch.Name] = TensorData.Of<long>([epoch.From, epoch.To], 2);
            tensors[MeanPrefix + epoch.Name] = TensorData.Of<float>(means[epoch.Name], Cue.Length, Units);
        }
        return tensors;
    }

    /// <summary>The mean rate of a unit at a step, over the trials of a place.</summary>
    public double At(int location, int step, int unit) => locations[(((location * Steps) + step) * Units) + unit];

    /// <summary>The mean rate of a unit in an epoch of every trial of a place.</summary>
    public double[] InTrials(string epoch, int location, int unit)
    {
        var (own, trials) = (means[epoch], trialsAt[location]);
        var values = new double[trials.Length];
        for (var i = 0; i < values.Length; i++) values[i] = own[(trials[i] * Units) + unit];
        return values;
    }

    private static float[] MeansOf(TrialActivity activity, Epoch epoch)
    {
        if (epoch.To <= epoch.From) throw new ArgumentException($"the epoch '{epoch.Name}' has no steps");
        var means = new float[activity.Trials * activity.Units];
        var sums = new double[activity.Units];
        for (var trial = 0; trial < activity.Trials; trial++)
        {
            Array.Clear(sums);
            for (var step = epoch.From; step < epoch.To; step++) Add(sums, activity.At((int)step, trial));
            for (var unit = 0; unit < sums.Length; unit++) means[(trial * sums.Length) + unit] = (float)(sums[unit] / (epoch.To - epoch.From));
        }
        return means;
    }

    private static void Add(double[] sums, ReadOnlySpan<float> rates)
    {
        for (var unit = 0; unit < sums.Length; unit++) sums[unit] += rates[unit];
    }
}
