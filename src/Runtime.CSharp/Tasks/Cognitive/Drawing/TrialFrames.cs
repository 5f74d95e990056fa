using System.Numerics;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Drawing;

/// <summary>
/// Makes the arrays of a batch. What all trials are shown changes at a few steps only: a frame is written there, once, and copied to
/// the steps that follow.
/// </summary>
internal sealed class TrialFrames(TrialLayout layout, RingCode code, TrialTiming timing, int trials)
{
    /// <summary>x, T × B × inputs.</summary>
    /// <param name="stimuli">What is shown.</param>
    /// <param name="conditions">Where and how strong.</param>
    /// <param name="rule">The rule's channel, counted from the first.</param>
    /// <param name="noise">The standard deviation of the noise; 0 for none.</param>
    /// <param name="stream">Where the noise is drawn.</param>
    public float[] Inputs(IReadOnlyList<TrialStimulus> stimuli, TrialConditions conditions, int rule, double noise, RandomStream stream)
    {
        var shown = stimuli.Select(timing.Shown).ToArray();
        var bumps = stimuli.Select((_, at) => Bumps(conditions.Angles[at], conditions.Strengths[at])).ToArray();
        var changes = shown.SelectMany(span => new[] { span.From, span.To })
            .Concat(timing.Dark.SelectMany(epoch => new[] { epoch.From, epoch.To }));
        return Fill(layout.Inputs, changes, noise, stream, (step, frame) =>
        {
            var lit = timing.Dark.Any(epoch => epoch.From <= step && step < epoch.To) ? 0 : 1;
            for (var trial = 0; trial < trials; trial++)
            {
                var row = frame.AsSpan(trial * layout.Inputs, layout.Inputs);
                row[0] = lit;
                row[layout.FirstRule + rule] = 1;
                for (var at = 0; at < shown.Length; at++)
                    if (shown[at].From <= step && step < shown[at].To) Add(Row(bumps[at], trial), Ring(row, conditions.Rings[at][trial]));
            }
        });
    }

    /// <summary>y, T × B × outputs.</summary>
    public float[] Targets(double[] response, Objective objective)
    {
        var squared = objective == Objective.SquaredError;
        var (baseline, fixating) = squared ? ((float)code.Baseline, (float)code.Amplitude) : (0, 1);
        var bumps = squared ? Bumps(response, null) : OneHot(response, null);
        return Fill(layout.Outputs, [timing.ResponseOnset], 0, null, (step, frame) =>
        {
            for (var trial = 0; trial < trials; trial++)
            {
                var row = frame.AsSpan(trial * layout.Outputs, layout.Outputs);
                var responds = step >= timing.ResponseOnset && !double.IsNaN(response[trial]);
                row.Fill(baseline);
                if (responds) Add(Row(bumps, trial), row[1..]);
                else row[0] = fixating;
            }
        });
    }

    private float[] Fill(int channels, IEnumerable<long> changes, double noise, RandomStream? stream, Action<long, float[]> write)
    {
        var numbers = (long)timing.Steps * trials * channels;
        if (numbers > Array.MaxLength)
        {
            throw new SpindleException(
                DiagnosticCodes.ImpossibleShape, $"{trials} trials of {timing.Steps} steps and {channels} channels are more numbers than one batch can hold; ask for fewer repetitions");
        }
        var (size, all) = (trials * channels, GC.AllocateUninitializedArray<float>((int)numbers));
        var isNoisy = noise > 0 && stream is not null;
        if (isNoisy) new NormalSequence(stream!).Fill(all, noise);
        var starts = changes.Append(0).Where(step => step >= 0 && step < timing.Steps).Distinct().Order().ToArray();
        var frame = new float[size];
        for (var at = 0; at < starts.Length; at++)
        {
            Array.Clear(frame);
            write(starts[at], frame);
            var end = at + 1 < starts.Length ? starts[at + 1] : timing.Steps;
            for (var step = starts[at]; step < end; step++)
            {
                var row = all.AsSpan((int)step * size, size);
                if (isNoisy) AddWide(frame, row);
                else frame.CopyTo(row);
            }
        }
        return all;
    }

    private float[] Bumps(double[] angles, double[]? strengths)
    {
        if (code.Shape == RingShape.OneHot && strengths is not null) return OneHot(angles, strengths);
        var bumps = new float[trials * layout.RingUnits];
        var width = code.Width.Radians;
        for (var trial = 0; trial < trials; trial++)
        {
            if (double.IsNaN(angles[trial])) continue;
            var height = code.Amplitude * (strengths?[trial] ?? 1);
            for (var channel = 0; channel < layout.RingUnits; channel++)
            {
                var apart = Math.Abs(angles[trial] - layout.PreferredAngle(channel));
                var distance = Math.Min(apart, Math.Tau - apart) / width;
                bumps[(trial * layout.RingUnits) + channel] = (float)(height * Math.Exp(-0.5 * distance * distance));
            }
        }
        return bumps;
    }

    private float[] OneHot(double[] angles, double[]? strengths)
    {
        var bumps = new float[trials * layout.RingUnits];
        for (var trial = 0; trial < trials; trial++)
            if (!double.IsNaN(angles[trial]))
                bumps[(trial * layout.RingUnits) + layout.NearestChannel(angles[trial])] = (float)(strengths?[trial] ?? 1);
        return bumps;
    }

    private ReadOnlySpan<float> Row(float[] bumps, int trial) => bumps.AsSpan(trial * layout.RingUnits, layout.RingUnits);

    private Span<float> Ring(Span<float> row, int ring) => row.Slice(1 + ((ring - 1) * layout.RingUnits), layout.RingUnits);

    private static void AddWide(ReadOnlySpan<float> frame, Span<float> row)
    {
        var whole = row.Length - (row.Length % Vector<float>.Count);
        for (var at = 0; at < whole; at += Vector<float>.Count)
            (new Vector<float>(frame[at..]) + new Vector<float>(row[at..])).CopyTo(row[at..]);
        for (var at = whole; at < row.Length; at++) row[at] += frame[at];
    }

    private static void Add(ReadOnlySpan<float> bump, Span<float> ring)
    {
        for (var channel = 0; channel < bump.Length; channel++) ring[channel] += bump[channel];
    }
}
