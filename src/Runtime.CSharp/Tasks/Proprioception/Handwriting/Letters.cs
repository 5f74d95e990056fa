using Spindle.Contracts;

namespace Spindle.Tasks.Proprioception.Handwriting;

/// <summary>Specimens of handwritten letters: pen positions in a box of side 1 about 0, x to the right and y up.</summary>
/// <param name="Labels">The letter of each specimen, 1 to 20.</param>
/// <param name="Positions">Each specimen's positions, samples × 2.</param>
public sealed record Letters(IReadOnlyList<int> Labels, IReadOnlyList<double[]> Positions)
{
    /// <summary>The letters in the order of their labels.</summary>
    public const string Alphabet = "abcdeghlmnopqrsuvwyz";

    /// <summary>How many specimens there are.</summary>
    public int Count => Labels.Count;

    /// <summary>Specimens of every letter by Spindle's own writer: item n of the stream is specimen n, and letters take turns.</summary>
    public static Letters Written(int specimens, RandomStream stream)
    {
        var labels = Enumerable.Range(0, specimens).Select(i => (i % Alphabet.Length) + 1).ToArray();
        return new(labels, [.. labels.Select((label, i) => Boxed(Writer.Write(LetterShape.All[label - 1], stream.At(i))))]);
    }

    /// <summary>
    /// Specimens from pen velocities, samples × 2: samples without any velocity are dropped, the others summed up, and each axis is scaled to its
    /// box (Sandbrink et al. 2023).
    /// </summary>
    public static Letters OfVelocities(IReadOnlyList<int> labels, IEnumerable<double[]> velocities) => new(labels, [.. velocities.Select(Traced)]);

    private static double[] Traced(double[] velocities)
    {
        var positions = new List<double>();
        var (x, y) = (0.0, 0.0);
        for (var i = 0; i < velocities.Length; i += 2)
        {
            if (velocities[i] == 0 && velocities[i + 1] == 0) continue;
            (x, y) = (x + velocities[i], y + velocities[i + 1]);
            positions.Add(x);
            positions.Add(y);
        }
        return Boxed([.. positions]);
    }

    /// <summary>Each axis scaled to −½ … ½; an axis without extent is 0.</summary>
    private static double[] Boxed(double[] positions)
    {
        for (var axis = 0; axis < 2; axis++)
        {
            var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var i = axis; i < positions.Length; i += 2) (least, greatest) = (Math.Min(least, positions[i]), Math.Max(greatest, positions[i]));
            var extent = greatest - least;
            for (var i = axis; i < positions.Length; i += 2) positions[i] = extent > 0 ? ((positions[i] - least) / extent) - 0.5 : 0;
        }
        return positions;
    }

    /// <summary>As tensors: <c>positions</c> (samples × 2, one specimen after another), <c>first</c> (where each begins, and where the last ends) and <c>labels</c>.</summary>
    public IReadOnlyDictionary<string, TensorData> ToTensors()
    {
        var first = new long[Count + 1];
        for (var i = 0; i < Count; i++) first[i + 1] = first[i] + (Positions[i].Length / 2);
        return new Dictionary<string, TensorData>
        {
            ["positions"] = TensorData.Of<double>(Positions.SelectMany(positions => positions).ToArray(), first[^1], 2),
            ["first"] = TensorData.Of<long>(first, Count + 1),
            ["labels"] = TensorData.Of<long>(Labels.Select(label => (long)label).ToArray(), Count),
        };
    }

    /// <summary>The specimens that <see cref="ToTensors"/> wrote.</summary>
    public static Letters Read(IReadOnlyDictionary<string, TensorData> tensors)
    {
        var labels = tensors["labels"].Values<long>();
        var first = tensors["first"].Values<long>();
        var positions = tensors["positions"].Values<double>();
        var (names, specimens) = (new int[labels.Length], new double[labels.Length][]);
        for (var i = 0; i < labels.Length; i++)
        {
            names[i] = checked((int)labels[i]);
            specimens[i] = positions[(int)(2 * first[i])..(int)(2 * first[i + 1])].ToArray();
        }
        return new(names, specimens);
    }
}
