using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Drawing;

/// <summary>
/// The conditions that a test goes through: the cue's angles, slowest; then the strengths of each contrast, one axis a ring; then the
/// rings of each stimulus that may be on several.
/// </summary>
internal sealed class TestGrid
{
    private readonly double[] cues;
    private readonly List<(int Count, Action<int, int, TrialConditions> Place)> axes = [];

    private TestGrid(double[] cues) => this.cues = cues;

    /// <summary>How many there are.</summary>
    public int Conditions => cues.Length * axes.Aggregate(1, (product, axis) => product * axis.Count);

    /// <summary>The grid of a task.</summary>
    public static TestGrid Of(TrialComposition composition, TrialLayout layout)
    {
        var grid = new TestGrid(CuesOf(composition.Stimuli[0], layout));
        foreach (var contrast in composition.Contrasts)
        {
            grid.AddStrengths(composition, contrast, contrast.Between);
            if (contrast.Also.Count > 0) grid.AddStrengths(composition, contrast, contrast.Also);
        }
        for (var at = 0; at < composition.Stimuli.Count; at++)
        {
            var (stimulus, rings) = (at, composition.Stimuli[at].RingOneOf);
            if (rings.Count > 0)
                grid.axes.Add((rings.Count, (index, trial, conditions) => conditions.Rings[stimulus][trial] = (int)rings[index]));
        }
        return grid;
    }

    /// <summary>The cue's angle in a condition.</summary>
    public double Cue(int condition) => cues[condition / (Conditions / cues.Length)];

    /// <summary>Sets the strengths and rings of a trial.</summary>
    public void Place(int condition, int trial, TrialConditions conditions)
    {
        for (var axis = axes.Count - 1; axis >= 0; axis--)
        {
            axes[axis].Place(condition % axes[axis].Count, trial, conditions);
            condition /= axes[axis].Count;
        }
    }

    private static double[] CuesOf(TrialStimulus cue, TrialLayout layout) =>
        cue.AnglesInTest.Count > 0 ? [.. cue.AnglesInTest.Select(angle => angle.Radians)]
        : cue.Angle is { } always ? [always.Radians]
        : cue.AngleOneOf.Count > 0 ? [.. cue.AngleOneOf.Select(angle => angle.Radians)]
        : [.. Enumerable.Range(0, layout.RingUnits).Select(layout.PreferredAngle)];

    private void AddStrengths(TrialComposition composition, TrialContrast contrast, IReadOnlyList<string> pair)
    {
        var strengths = contrast.StrengthsInTest.Count > 0
            ? contrast.StrengthsInTest
            : [.. contrast.Coherences.SelectMany(coherence => new[] { 1 - coherence, 1 + coherence }).Order()];
        var (first, second) = (TrialConditions.Index(composition, pair[0]), TrialConditions.Index(composition, pair[1]));
        axes.Add((strengths.Count, (index, trial, conditions) =>
        {
            conditions.Strengths[first][trial] = strengths[index];
            conditions.Strengths[second][trial] = 2 - strengths[index];
        }
        ));
    }
}
