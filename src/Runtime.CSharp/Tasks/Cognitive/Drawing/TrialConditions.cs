using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Drawing;

/// <summary>Where each stimulus of each trial of a batch is, and how strong.</summary>
internal sealed class TrialConditions
{
    private readonly TrialComposition composition;

    private TrialConditions(TrialComposition composition, int trials)
    {
        this.composition = composition;
        Trials = trials;
        var stimuli = composition.Stimuli;
        Angles = [.. stimuli.Select(_ => new double[trials])];
        Strengths = [.. stimuli.Select(_ => new double[trials])];
        Rings = [.. stimuli.Select(_ => new int[trials])];
        for (var at = 0; at < stimuli.Count; at++)
        {
            Array.Fill(Strengths[at], stimuli[at].Strength);
            Array.Fill(Rings[at], (int)(stimuli[at].RingOneOf is [var first, ..] ? first : stimuli[at].Ring));
        }
    }

    /// <summary>How many trials.</summary>
    public int Trials { get; }

    /// <summary>The angle of each stimulus in each trial, radians in [0, 2π).</summary>
    public double[][] Angles { get; }

    /// <summary>The strength of each stimulus in each trial.</summary>
    public double[][] Strengths { get; }

    /// <summary>The ring of each stimulus in each trial, counted from 1.</summary>
    public int[][] Rings { get; }

    /// <summary>
    /// Draws the trials of training: first the rings of the batch and the turns that it shares, stimulus by stimulus; then, trial by
    /// trial, the angles of the stimuli and the strengths of the contrasts.
    /// </summary>
    public static TrialConditions Drawn(TrialComposition composition, int trials, RandomStream stream)
    {
        var drawn = new TrialConditions(composition, trials);
        var stimuli = composition.Stimuli;
        for (var at = 0; at < stimuli.Count; at++)
            if (stimuli[at].RingOneOf is { Count: > 0 } rings) Array.Fill(drawn.Rings[at], (int)rings[(int)stream.Integer(rings.Count)]);
        var shared = SharedTurns(stimuli, stream);
        for (var trial = 0; trial < trials; trial++)
        {
            for (var at = 0; at < stimuli.Count; at++) drawn.Angles[at][trial] = drawn.DrawAngle(at, trial, shared[at], stream);
            foreach (var contrast in composition.Contrasts) drawn.DrawStrengths(contrast, trial, stream);
        }
        return drawn;
    }

    /// <summary>Goes through the conditions of a test.</summary>
    public static TrialConditions Tested(TrialComposition composition, TrialLayout layout, int repetitions, RandomStream stream)
    {
        var grid = TestGrid.Of(composition, layout);
        var tested = new TrialConditions(composition, grid.Conditions * repetitions);
        var shared = SharedTurns(composition.Stimuli, stream);
        for (var trial = 0; trial < tested.Trials; trial++)
        {
            var (condition, repetition) = (trial / repetitions, trial % repetitions);
            tested.Angles[0][trial] = grid.Cue(condition);
            for (var at = 1; at < composition.Stimuli.Count; at++)
            {
                var turns = composition.Stimuli[at].TurnedInTest;
                tested.Angles[at][trial] = turns.Count == 0
                    ? tested.DrawAngle(at, trial, shared[at], stream)
                    : Wrap(tested.From(at, trial) + turns[repetition * turns.Count / repetitions].Radians);
            }
            grid.Place(condition, trial, tested);
        }
        return tested;
    }

    /// <summary>One cue with one distractor.</summary>
    public static TrialConditions Distracted(TrialComposition composition, TrialMode.Distracted mode)
    {
        var distractor = Index(composition, "distractor");
        if (distractor < 1) throw new NotSupportedException("there is no stimulus 'distractor'");
        var placed = new TrialConditions(composition, mode.Trials);
        for (var at = 0; at < composition.Stimuli.Count; at++)
            Array.Fill(placed.Angles[at], Math.Tau * (at == distractor ? mode.Distractor : mode.Cue) / 8);
        return placed;
    }

    /// <summary>Trials as they are told.</summary>
    public static TrialConditions Told(TrialComposition composition, TrialMode.Psychometric mode)
    {
        var trials = mode.Angles.Values.Concat(mode.Strengths.Values).First().Length;
        var told = new TrialConditions(composition, trials);
        for (var at = 0; at < composition.Stimuli.Count; at++)
        {
            var stimulus = composition.Stimuli[at];
            for (var trial = 0; trial < trials; trial++) told.Angles[at][trial] = told.ToldAngle(stimulus, at, trial, mode);
            if (mode.Strengths.TryGetValue(stimulus.Name, out var strengths)) strengths.CopyTo(told.Strengths[at], 0);
            else if (composition.Contrasts.Any(contrast => contrast.Between.Concat(contrast.Also).Contains(stimulus.Name)))
                throw new NotSupportedException($"psychometric trials need the strengths of '{stimulus.Name}'");
        }
        return told;
    }

    /// <summary>Which stimulus has a name.</summary>
    public static int Index(TrialComposition composition, string name)
    {
        for (var at = 0; at < composition.Stimuli.Count; at++)
            if (composition.Stimuli[at].Name == name) return at;
        return -1;
    }

    private double ToldAngle(TrialStimulus stimulus, int at, int trial, TrialMode.Psychometric mode)
    {
        if (mode.Angles.TryGetValue(stimulus.Name, out var angles)) return Wrap(angles[trial]);
        if (stimulus.Angle is { } always) return Wrap(always.Radians);
        var isTurned = stimulus.TurnedBy.Count > 0 || stimulus.TurnedAtLeast is not null;
        return stimulus.From.Length > 0 && !isTurned
            ? Angles[Index(composition, stimulus.From)][trial]
            : throw new NotSupportedException($"psychometric trials need the angles of '{stimulus.Name}'");
    }

    private static double?[] SharedTurns(IReadOnlyList<TrialStimulus> stimuli, RandomStream stream) =>
    [
        .. stimuli.Select(stimulus =>
            stimulus.From.Length > 0 && stimulus.Turn == Grammar.Drawn.EachBatch ? DrawTurn(stimulus, stream) : default(double?)),
    ];

    private double DrawAngle(int at, int trial, double? shared, RandomStream stream)
    {
        var stimulus = composition.Stimuli[at];
        if (stimulus.Angle is { } always) return Wrap(always.Radians);
        if (stimulus.AngleOneOf.Count > 0) return Wrap(stimulus.AngleOneOf[(int)stream.Integer(stimulus.AngleOneOf.Count)].Radians);
        if (stimulus.From.Length == 0) return stream.Uniform(0, Math.Tau);
        var matches = stimulus.Matches > 0 && stream.Uniform() < stimulus.Matches;
        var turn = shared ?? DrawTurn(stimulus, stream);
        return matches ? From(at, trial) : Wrap(From(at, trial) + turn);
    }

    private static double DrawTurn(TrialStimulus stimulus, RandomStream stream) =>
        stimulus.TurnedBy.Count > 0 ? stimulus.TurnedBy[(int)stream.Integer(stimulus.TurnedBy.Count)].Radians
        : stimulus.TurnedAtLeast is { } least ? stream.Uniform(least.Radians, stimulus.TurnedAtMost!.Value.Radians)
        : 0;

    private double From(int at, int trial) =>
        Angles[composition.Stimuli[at].From is { Length: > 0 } from ? Index(composition, from) : 0][trial];

    private void DrawStrengths(TrialContrast contrast, int trial, RandomStream stream)
    {
        var mean = stream.Uniform(contrast.MeanAtLeast, contrast.MeanAtMost);
        var coherence = contrast.Coherences[(int)stream.Integer(contrast.Coherences.Count)] * Sign(stream);
        for (var at = 0; at < 2; at++)
        {
            var strength = at == 0 ? mean + coherence : mean - coherence;
            var unlike = contrast.Also.Count == 0 ? 0 : stream.Uniform(contrast.UnlikeAtLeast, contrast.UnlikeAtMost) * Sign(stream) / 2;
            Strengths[Index(composition, contrast.Between[at])][trial] = strength * (1 + unlike);
            if (contrast.Also.Count > 0) Strengths[Index(composition, contrast.Also[at])][trial] = strength * (1 - unlike);
        }
    }

    private static int Sign(RandomStream stream) => stream.Integer(2) == 0 ? 1 : -1;

    /// <summary>An angle in [0, 2π).</summary>
    internal static double Wrap(double angle)
    {
        var rest = angle % Math.Tau;
        if (rest < 0) rest += Math.Tau;
        return rest < Math.Tau ? rest : 0;
    }
}
