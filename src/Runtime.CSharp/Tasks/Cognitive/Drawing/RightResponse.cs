using Spindle.Statistics;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Drawing;

/// <summary>What is right in each trial of a batch.</summary>
internal static class RightResponse
{
    private const double Same = 1e-9;

    /// <summary>The wanted directions, radians in [0, 2π); NaN where fixation is to be kept.</summary>
    public static double[] Of(TrialComposition composition, TrialConditions conditions)
    {
        var right = new double[conditions.Trials];
        for (var trial = 0; trial < right.Length; trial++)
        {
            var response = composition.Responses.FirstOrDefault(candidate => Holds(composition, candidate, conditions, trial));
            right[trial] = response is null ? double.NaN : Direction(composition, response, conditions, trial);
        }
        return right;
    }

    private static bool Holds(TrialComposition composition, TrialResponse response, TrialConditions conditions, int trial)
    {
        if (response.When == Relation.Always) return true;
        var (one, other) = (Angle(0), Angle(1));
        return response.When switch
        {
            Relation.Match => Math.Abs(CircularDifference.Of(one, other)) < Same,
            Relation.NonMatch => Math.Abs(CircularDifference.Of(one, other)) >= Same,
            Relation.SameCategory => First(one) == First(other),
            _ => First(one) != First(other),
        };

        double Angle(int at) => conditions.Angles[TrialConditions.Index(composition, response.Comparing[at])][trial];
        bool First(double angle) => TrialConditions.Wrap(angle - response.Boundary.Radians) < Math.PI;
    }

    private static double Direction(TrialComposition composition, TrialResponse response, TrialConditions conditions, int trial)
    {
        var (answered, most) = (-1, double.NegativeInfinity);
        foreach (var name in response.To)
        {
            var stimulus = TrialConditions.Index(composition, name);
            var strength = response.Summed ? Summed(conditions, stimulus, trial) : conditions.Strengths[stimulus][trial];
            if (strength < most - Same) continue;
            (answered, most) = (stimulus, strength);
        }
        var direction = TrialConditions.Wrap(conditions.Angles[answered][trial] + response.Turned.Radians);
        return response.NearestOf.Count == 0
            ? direction
            : TrialConditions.Wrap(response.NearestOf.MinBy(angle => Math.Abs(CircularDifference.Of(angle.Radians, direction))).Radians);
    }

    private static double Summed(TrialConditions conditions, int stimulus, int trial)
    {
        var (sum, angle) = (0.0, conditions.Angles[stimulus][trial]);
        for (var at = 0; at < conditions.Angles.Length; at++)
            if (Math.Abs(CircularDifference.Of(conditions.Angles[at][trial], angle)) < Same) sum += conditions.Strengths[at][trial];
        return sum;
    }
}
