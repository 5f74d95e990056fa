using Spindle.Probes.Trials;

namespace Spindle.Probes.Maturation;

/// <summary>One unit at the checkpoint that stands for a stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Steps">Steps of a trial.</param>
/// <param name="Trials">Its rate in every trial, trials × steps.</param>
/// <param name="Means">Its mean rate for every place, step by step.</param>
/// <param name="Tuning">Its mean rate in the epoch for every place.</param>
internal sealed record ShownUnit(MaturationStage Stage, int Steps, float[] Trials, double[][] Means, double[] Tuning)
{
    /// <summary>How many trials.</summary>
    public int TrialCount => Trials.Length / Steps;

    /// <summary>The place with the highest rate in the epoch.</summary>
    public int Preferred => Array.IndexOf(Tuning, Tuning.Max());

    /// <summary>A unit of a network's activity.</summary>
    public static ShownUnit Of(MaturationStage stage, TrialActivity activity, int unit, string epoch)
    {
        var trials = new float[activity.Trials * activity.Steps];
        for (var trial = 0; trial < activity.Trials; trial++)
            for (var step = 0; step < activity.Steps; step++) trials[(trial * activity.Steps) + step] = activity.At(step, trial)[unit];
        var part = activity.Epoch(epoch);
        double[][] means =
        [
            .. Enumerable.Range(0, activity.Conditions).Select(place =>
            {
                var own = Enumerable.Range(0, activity.Trials).Where(trial => activity.Cue[trial] == place).ToList();
                return Enumerable.Range(0, activity.Steps).Select(step => own.Average(trial => (double)trials[(trial * activity.Steps) + step])).ToArray();
            }),
        ];
        return new(stage, activity.Steps, trials, means, [.. means.Select(mean => mean[(int)part.From..(int)part.To].Average())]);
    }
}
