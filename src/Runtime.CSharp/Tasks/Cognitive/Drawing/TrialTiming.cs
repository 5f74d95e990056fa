using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Drawing;

/// <summary>The steps at which the epochs of a batch begin and end. An event lies in the step that its time falls into.</summary>
/// <param name="Epochs">The epochs in the order of their declaration.</param>
/// <param name="Dark">The epochs in which the fixation point is dark.</param>
/// <param name="Steps">T.</param>
/// <param name="ResponseOnset">R.</param>
internal sealed record TrialTiming(IReadOnlyList<Epoch> Epochs, IReadOnlyList<Epoch> Dark, int Steps, int ResponseOnset)
{
    /// <summary>The epoch of a name.</summary>
    public Epoch this[string name] => Epochs.First(epoch => epoch.Name == name);

    /// <summary>The steps in which a stimulus is shown, the last not included.</summary>
    public (long From, long To) Shown(TrialStimulus stimulus) =>
        (this[stimulus.During].From, this[stimulus.Until.Length == 0 ? stimulus.During : stimulus.Until].To);

    /// <summary>The timing of a batch of a mode.</summary>
    /// <param name="epochs">The epochs.</param>
    /// <param name="timeStep">Length of a step.</param>
    /// <param name="mode">Which trials.</param>
    /// <param name="stream">Where lengths are drawn, epoch after epoch.</param>
    public static TrialTiming Of(IReadOnlyList<TrialEpoch> epochs, Duration timeStep, TrialMode mode, RandomStream stream) => mode switch
    {
        TrialMode.Random => Of(epochs, timeStep, epoch => Drawn(epoch, stream)),
        TrialMode.Psychometric given => Of(epochs, timeStep, epoch => Given(epoch, given)),
        _ => OfTest(epochs, timeStep),
    };

    /// <summary>The timing of test trials.</summary>
    public static TrialTiming OfTest(IReadOnlyList<TrialEpoch> epochs, Duration timeStep) => Of(epochs, timeStep, EpochLength.InTest);

    private static TrialTiming Of(IReadOnlyList<TrialEpoch> epochs, Duration timeStep, Func<TrialEpoch, decimal> length)
    {
        var times = new Dictionary<string, (decimal From, decimal To)>();
        var end = 0m;
        foreach (var epoch in epochs)
        {
            var from = epoch.With.Length == 0 ? end : times[epoch.With].From;
            end = from + length(epoch);
            times[epoch.Name] = (from, end);
        }
        var placed = epochs.Select(epoch => new Epoch(epoch.Name, StepOf(times[epoch.Name].From), StepOf(times[epoch.Name].To))).ToArray();
        var dark = placed.Where((_, at) => !epochs[at].Fixation).ToArray();
        var response = placed.Where((_, at) => epochs[at].Respond).First();
        return new(placed, dark, (int)placed.Max(epoch => epoch.To), (int)response.From);

        long StepOf(decimal time) => (long)(time / timeStep.Seconds);
    }

    private static decimal Drawn(TrialEpoch epoch, RandomStream stream) =>
        epoch.Lasts is { } always ? always.Seconds
        : epoch.LastsOneOf.Count > 0 ? epoch.LastsOneOf[(int)stream.Integer(epoch.LastsOneOf.Count)].Seconds
        : Between(epoch.LastsAtLeast!.Value.Seconds, epoch.LastsAtMost!.Value.Seconds, stream);

    private static decimal Between(decimal least, decimal most, RandomStream stream) => least + ((most - least) * (decimal)stream.Uniform());

    private static decimal Given(TrialEpoch epoch, TrialMode.Psychometric given) =>
        given.Lasting.TryGetValue(epoch.Name, out var told) ? told.Seconds
        : (epoch.InPsychometric ?? epoch.Lasts)?.Seconds
            ?? throw new NotSupportedException($"psychometric trials need the length of epoch '{epoch.Name}'");
}
