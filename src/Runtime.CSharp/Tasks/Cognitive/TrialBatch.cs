using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive;

/// <summary>Trials of one rule, all of the same length; arrays are time-major, row by row.</summary>
public sealed record TrialBatch
{
    /// <summary>The rule that the trials follow.</summary>
    public required string Rule { get; init; }

    /// <summary>Steps of every trial, T.</summary>
    public required int Steps { get; init; }

    /// <summary>How many trials, B.</summary>
    public required int Trials { get; init; }

    /// <summary>x, T × B × inputs; with input noise where it was asked for.</summary>
    public required float[] Inputs { get; init; }

    /// <summary>y, T × B × outputs.</summary>
    public required float[] Targets { get; init; }

    /// <summary>m, T × outputs: what the error of a step and an output counts, the same in all trials.</summary>
    public required float[] Mask { get; init; }

    /// <summary>R, the first step at which a response is wanted.</summary>
    public required int ResponseOnset { get; init; }

    /// <summary>The wanted response of each trial, radians in [0, 2π); NaN where fixation is to be kept to the end.</summary>
    public required double[] Response { get; init; }

    /// <summary>The angles of each named stimulus (<c>cue</c>, <c>distractor</c>, …), one a trial, radians.</summary>
    public required IReadOnlyDictionary<string, double[]> Stimuli { get; init; }

    /// <summary>The strengths of each named stimulus, one a trial.</summary>
    public IReadOnlyDictionary<string, double[]> Strengths { get; init; } = new Dictionary<string, double[]>();

    /// <summary>The ring of each named stimulus, one a trial, counted from 1.</summary>
    public IReadOnlyDictionary<string, int[]> Rings { get; init; } = new Dictionary<string, int[]>();

    /// <summary>The ring channel nearest to the first stimulus of each trial; in the analyses the condition of the trial.</summary>
    public required int[] Cue { get; init; }

    /// <summary>The parts of the trials, in steps; they may overlap.</summary>
    public required IReadOnlyList<Epoch> Epochs { get; init; }

    /// <summary>When a trial is right.</summary>
    public TrialCriterion Criterion { get; init; } = new();
}
