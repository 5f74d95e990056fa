namespace Spindle.Tasks.Cognitive.Grammar;

/// <summary>What the trials of a task consist of.</summary>
/// <param name="Epochs">The parts of a trial.</param>
/// <param name="Stimuli">What is shown, the cue first.</param>
/// <param name="Responses">What is right; the first whose condition holds counts.</param>
/// <param name="Contrasts">Pairs of stimuli of unlike strength.</param>
public sealed record TrialComposition(
    IReadOnlyList<TrialEpoch> Epochs,
    IReadOnlyList<TrialStimulus> Stimuli,
    IReadOnlyList<TrialResponse> Responses,
    IReadOnlyList<TrialContrast> Contrasts)
{
    /// <summary>What belongs to each stimulus, by name.</summary>
    internal IReadOnlyDictionary<string, T> Named<T>(IReadOnlyList<T> ofStimuli) =>
        Stimuli.Zip(ofStimuli).ToDictionary(pair => pair.First.Name, pair => pair.Second);
}
