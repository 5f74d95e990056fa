using Spindle.Contracts;
using Spindle.Statistics;
using Spindle.Tasks.Proprioception;

namespace Spindle.Probes.Proprioception;

/// <summary>How much of its space the movements of a shard visit: the hand in the world, the joints within their limits.</summary>
internal sealed class Coverage
{
    private const int Cells = 40;

    /// <summary>Width of the joints' bins, degrees.</summary>
    private const int BinWidth = 5;

    private static readonly string[] Axes = ["hand_forward", "hand_left", "hand_up"];

    private readonly double[][] hand, joints;
    private readonly IReadOnlyList<string> names;
    private readonly EvenBins[] limits;
    private readonly long[][] visits;
    private readonly double reach;

    /// <summary>Of a shard's movements.</summary>
    public Coverage(CharacterRecognition task, IReadOnlyDictionary<string, TensorData> shard)
    {
        var arm = task.Movements.Rules().Arm;
        (hand, joints, names, reach) = (Columns(shard["hand"]), Columns(shard["joints"]), arm.Names, arm.UpperArm + arm.Forearm);
        limits = [.. Enumerable.Range(0, joints.Length).Select(i => Bins(arm.Least[i], arm.Greatest[i]))];
        visits = [.. joints.Zip(limits, (angles, bins) => bins.Counts(angles))];
    }

    /// <summary>The part of each joint's range that is visited, in bins of 5 degrees.</summary>
    public double[] JointsCovered() => [.. visits.Select(counts => counts.Count(count => count > 0) / (double)counts.Length)];

    /// <summary>The volume of the cubes of 2 cm that the hand visits, in dm³.</summary>
    public double HandVolume()
    {
        const double side = 2;
        (double, double, double) Cube(int sample) => (Math.Floor(hand[0][sample] / side), Math.Floor(hand[1][sample] / side), Math.Floor(hand[2][sample] / side));
        return Enumerable.Range(0, hand[0].Length).Select(Cube).Distinct().Count() * side * side * side / 1000;
    }

    /// <summary>Five numbers of each quantity, a row each.</summary>
    public Table Table()
    {
        double[][] all = [.. hand, .. joints];
        var numbers = all.Select(FiveNumbers.Of).ToArray();
        NumberColumn Column(string name, Func<FiveNumbers, double> value) => new(name, "", [.. numbers.Select(value)]);
        return new(
        [
            new TextColumn("quantity", [.. Axes, .. names]),
            new TextColumn("unit", [.. Axes.Select(_ => "cm"), .. names.Select(_ => "deg")]),
            Column("least", five => five.Least), Column("lower_quartile", five => five.Lower), Column("median", five => five.Middle),
            Column("upper_quartile", five => five.Upper), Column("greatest", five => five.Greatest),
            new NumberColumn("range_covered", "", [.. Axes.Select(_ => double.NaN), .. JointsCovered()]),
        ]);
    }

    /// <summary>Where the hand is, and the joints' angles.</summary>
    public Figure Figure() => new(
        "Coverage",
        $"Where the hand is, over all samples of the first shard's movements, and how often each joint has an angle, in bins of {BinWidth} degrees between its limits.",
        [
            Density("Hand, from the left", "up", 2),
            Density("Hand, from above", "left", 1),
            .. names.Select((name, joint) => new HistogramPanel(
                name.Replace('_', ' '),
                new("angle", "deg"),
                new("part of samples", ""),
                [new("", limits[joint].Edges(), [.. visits[joint].Select(count => count / (double)joints[joint].Length)])])),
        ],
        2);

    private HeatmapPanel Density(string title, string label, int vertical)
    {
        var values = new float[Cells * Cells];
        Array.Fill(values, float.NaN);
        for (var sample = 0; sample < hand[0].Length; sample++)
        {
            var (row, column) = (Cell(-hand[vertical][sample]), Cell(hand[0][sample]));
            var before = values[(row * Cells) + column];
            values[(row * Cells) + column] = float.IsNaN(before) ? 1 : before + 1;
        }
        return new(title, new("forward", "cm"), new(label, "cm"), values, Cells, Cells, [-reach, reach], [reach, -reach], Signed: false, "samples");

        int Cell(double value) => Math.Clamp((int)((value + reach) / (2 * reach) * Cells), 0, Cells - 1);
    }

    /// <summary>Of the width at most.</summary>
    private static EvenBins Bins(double least, double greatest) => new(least, greatest, (int)Math.Ceiling((greatest - least) / BinWidth));

    private static double[][] Columns(TensorData tensor)
    {
        var width = (int)tensor.Shape[1];
        var values = tensor.Values<float>();
        var columns = new double[width][];
        for (var column = 0; column < width; column++)
        {
            columns[column] = new double[values.Length / width];
            for (var row = 0; row < columns[column].Length; row++) columns[column][row] = values[(row * width) + column];
        }
        return columns;
    }
}
