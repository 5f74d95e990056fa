using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Drawing;

/// <summary>Makes the cost mask of a batch.</summary>
internal static class TrialMask
{
    /// <summary>m, T × outputs.</summary>
    public static float[] Of(TrialCost cost, TrialLayout layout, TrialTiming timing, Objective objective)
    {
        var (lead, check) = (Steps(cost.LeadIn), timing.ResponseOnset + Steps(cost.Grace));
        var mask = new float[timing.Steps * layout.Outputs];
        for (var step = 0; step < timing.Steps; step++)
        {
            var counts = step < lead ? 0 : step < timing.ResponseOnset ? cost.Before : step < check ? 0 : cost.After;
            var row = mask.AsSpan(step * layout.Outputs, layout.Outputs);
            row.Fill((float)counts);
            if (objective == Objective.SquaredError) row[0] = (float)(counts * cost.Fixation);
        }
        if (objective == Objective.CrossEntropy) Normalise(mask);
        return mask;

        int Steps(Duration time) => layout.StepOf(time);
    }

    private static void Normalise(Span<float> mask)
    {
        var sum = 0.0;
        foreach (var value in mask) sum += value;
        var factor = sum > 0 ? mask.Length / sum : 0;
        foreach (ref var value in mask) value = (float)(value * factor);
    }
}
