using MathNet.Numerics.LinearAlgebra;
using Spindle.Contracts;
using Spindle.Statistics;

namespace Spindle.Probes;

/// <summary>The figures of a comparison of wirings.</summary>
internal static class ConnectivityFigures
{
    /// <summary>The teacher's weights, the block among observed units, all weights.</summary>
    public static Figure Weights(Matrix<double> teacher, Matrix<double> student, Matrix<double> all) => new(
        "Connectivity",
        "Weights from row to column. Observed units stand in the order of their neurons; input units follow, ordered by preferred heading.",
        [Heatmap("Teacher", teacher), Heatmap("Observed units", student), Heatmap("All units, sorted", all)],
        3);

    /// <summary>The mean weight by offset on the ring.</summary>
    public static Figure Profile(RingProfile student, RingProfile teacher) => new(
        "Ring profile",
        "Mean recurrent weight by how far the receiving unit stands from the sending one on the ring.",
        [
            new LinePanel("Ring profile", new("Ring offset", "neurons"), new("Mean weight", ""),
                [Line("Teacher", teacher), Line("Student", student)]),
        ],
        1);

    /// <summary>The teacher's shifter kernel and the network's velocity-weighted product.</summary>
    public static Figure Shifter(Matrix<double> kernel, Matrix<double> product) => new(
        "Shifter",
        "What a velocity adds to the weights from row to column: the teacher's kernel, and the way from observed units "
            + "through the input units and back, each input unit weighted with its velocity weight.",
        [Heatmap("Teacher's kernel", kernel), Heatmap("Through input units", product)],
        2);

    /// <summary>How far each input unit shifts, against its velocity weight.</summary>
    public static Figure Offsets(double[] inputWeights, double[] offsets) => new(
        "Shifter offsets",
        "Each input unit's outgoing minus incoming phase on the ring: units that a positive velocity excites should push the bump "
            + "one way, the others the other way.",
        [
            new ScatterPanel("Shifter offsets", new("Velocity weight", "s/rad"), new("Outgoing minus incoming phase", "rad"),
            [
                Points("Positive weight", inputWeights, offsets, weight => weight > 0),
                Points("Negative weight", inputWeights, offsets, weight => weight < 0),
            ]),
        ],
        1);

    private static HeatmapPanel Heatmap(string title, Matrix<double> weights) => new(
        title, new("To unit", ""), new("From unit", ""),
        [.. weights.ToRowMajorArray().Select(weight => (float)weight)], weights.RowCount, weights.ColumnCount,
        [0, weights.ColumnCount], [0, weights.RowCount], true, "weight");

    /// <summary>A profile from the most negative offset to the most positive, without offsets that no pair has.</summary>
    private static Series Line(string name, RingProfile profile)
    {
        var around = profile.Means.Count;
        int Place(int offset) => (offset + around) % around;
        var offsets = Enumerable.Range(-(around / 2), around).Where(offset => profile.Pairs[Place(offset)] > 0).ToArray();
        return new(name, [.. offsets.Select(offset => (double)offset)], [.. offsets.Select(offset => profile.Means[Place(offset)])]);
    }

    private static Series Points(string name, double[] x, double[] y, Func<double, bool> chosen) =>
        new(name, [.. x.Where(chosen)], [.. y.Where((_, unit) => chosen(x[unit]))]);
}
