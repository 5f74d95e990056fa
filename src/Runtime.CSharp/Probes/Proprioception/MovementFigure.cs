using Spindle.Contracts;
using Spindle.Tasks.Proprioception;
using Spindle.Tasks.Proprioception.Handwriting;
using Spindle.Tasks.Proprioception.Trials;

namespace Spindle.Probes.Proprioception;

/// <summary>One trial, sample by sample: hand, joints, muscles and spindles.</summary>
internal static class MovementFigure
{
    private static readonly string[] Axes = ["forward", "left", "up"];

    /// <summary>The figure.</summary>
    public static Figure Of(CharacterRecognition task, MovementTrials trials, int trial)
    {
        var step = (double)task.Step().Seconds;
        double[] time = [.. Enumerable.Range(0, trials.Window).Select(sample => sample * step)];
        var joints = task.Movements.Rules().Arm.Names;
        var rates = new float[trials.Muscles * trials.Window];
        trials.Spindles(SpindleSignal.Rate, 0, trial, rates);
        return new(
            $"A trial: {Letters.Alphabet[trials.Letter(trial) - 1]}",
            "The hand in the world, the joints' angles, the muscles' lengths less their means, and the firing of their spindles before noise. The hand rests before and after its letter.",
            [
                Lines("Hand", "position", "cm", time, trials.Held("hand", trial), Axes),
                Lines("Joints", "angle", "deg", time, trials.Held("joints", trial), joints),
                Heat("Muscles", Centred(trials.Held("muscles", trial), trials.Muscles), trials, time[^1], "length less its mean (mm)"),
                Heat("Spindles", rates, trials, time[^1], "rate (arbitrary)"),
            ],
            2);
    }

    private static LinePanel Lines(string title, string what, string unit, double[] time, double[] values, IReadOnlyList<string> names) => new(
        title,
        new("time", "s"),
        new(what, unit),
        [.. names.Select((name, i) => new Series(name.Replace('_', ' '), time, [.. Enumerable.Range(0, time.Length).Select(sample => values[(sample * names.Count) + i])]))]);

    private static HeatmapPanel Heat(string title, float[] values, MovementTrials trials, double end, string label) => new(
        title,
        new("time", "s"),
        new("row of the muscles' table", ""),
        values,
        trials.Muscles,
        trials.Window,
        [0, end],
        [-0.5, trials.Muscles - 0.5],
        Signed: true,
        label);

    /// <summary>Muscles × samples, each muscle less its mean.</summary>
    private static float[] Centred(double[] lengths, int muscles)
    {
        var samples = lengths.Length / muscles;
        var result = new float[lengths.Length];
        for (var muscle = 0; muscle < muscles; muscle++)
        {
            var mean = Enumerable.Range(0, samples).Average(sample => lengths[(sample * muscles) + muscle]);
            for (var sample = 0; sample < samples; sample++) result[(muscle * samples) + sample] = (float)(lengths[(sample * muscles) + muscle] - mean);
        }
        return result;
    }
}
