using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive;

/// <summary>A task of your own, composed of epochs, stimuli and responses; the ready-made tasks are composed in the same way.</summary>
[Kind("trials", Version = 1)]
public sealed record Trials : TrialSpec
{
    /// <summary>The parts of a trial, in the order in which they begin.</summary>
    public required IReadOnlyList<TrialEpoch> Epochs { get; init; }

    /// <summary>What is shown, the cue first.</summary>
    public required IReadOnlyList<TrialStimulus> Stimuli { get; init; }

    /// <summary>What is right: the first response whose condition holds. Where none does, fixation is to be kept to the end.</summary>
    public IReadOnlyList<TrialResponse> Responses { get; init; } = [];

    /// <summary>Pairs of stimuli of unlike strength.</summary>
    public IReadOnlyList<TrialContrast> Contrasts { get; init; } = [];

    /// <inheritdoc/>
    public override TrialComposition Compose() => new(Epochs, Stimuli, Responses, Contrasts);
}
