using Spindle.Tasks.Cognitive;

namespace Spindle.Training;

/// <summary>The phases of a training, each with the weights of all of a task's rules.</summary>
internal sealed class Curriculum
{
    private readonly IReadOnlyList<TrainingPhase> phases;
    private readonly TrialTraining training;

    /// <summary>The phases that a training declares, or the one that it has without any.</summary>
    public Curriculum(IReadOnlyList<TrialRule> rules, TrialTraining training)
    {
        this.training = training;
        phases = training.Phases.Count > 0 ? training.Phases : [new TrainingPhase()];
        Rules = [.. phases.Select(phase => Of(phase, rules))];
    }

    /// <summary>How many phases there are.</summary>
    public int Count => phases.Count;

    /// <summary>The rules of each phase, in the order of their channels.</summary>
    public IReadOnlyList<IReadOnlyList<TrialRule>> Rules { get; }

    /// <summary>Above which performance of its worst rule a phase ends.</summary>
    public double Target(int phase) => phases[phase].TargetPerformance ?? training.TargetPerformance;

    /// <summary>Whether a phase ends after so many updates of its own.</summary>
    public bool IsOver(int phase, long updates) => phases[phase].Updates <= updates;

    private static TrialRule[] Of(TrainingPhase phase, IReadOnlyList<TrialRule> rules)
    {
        if (phase.Rules.Count == 0) return [.. rules];
        var weights = phase.Rules.Select((name, at) => (name, phase.Weights.Count > 0 ? phase.Weights[at] : 1)).ToDictionary();
        return [.. rules.Select(rule => rule with { Weight = weights.GetValueOrDefault(rule.Name) })];
    }
}
