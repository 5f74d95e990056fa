namespace Spindle.Statistics.SupportVectors;

/// <summary>
/// Several classes as LIBSVM and scikit-learn tell them apart: a machine for every pair of classes, each decision a vote, the class
/// with most votes wins, the first of equals.
/// </summary>
public sealed class OneVersusOne
{
    private OneVersusOne(int classes, int samples, double[] weights, double[] offsets) =>
        (Classes, Samples, Weights, Offsets) = (classes, samples, weights, offsets);

    /// <summary>How many classes, k.</summary>
    public int Classes { get; }

    /// <summary>How many training samples.</summary>
    public int Samples { get; }

    /// <summary>How many pairs of classes, in the order (0, 1), (0, 2) … (k − 2, k − 1).</summary>
    public int Pairs => Offsets.Length;

    /// <summary>What every training sample counts in every pair's decision, samples × pairs; 0 where it belongs to neither class.</summary>
    public double[] Weights { get; }

    /// <summary>ρ of every pair.</summary>
    public double[] Offsets { get; }

    /// <summary>Trains on samples whose kernel is known.</summary>
    /// <param name="kernel">K, samples × samples, row by row.</param>
    /// <param name="labels">The class of each sample, 0 … classes − 1.</param>
    /// <param name="classes">How many classes, each with a sample.</param>
    /// <param name="cost">C.</param>
    public static OneVersusOne Train(ReadOnlySpan<double> kernel, int[] labels, int classes, double cost)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(kernel.Length, labels.Length * labels.Length);
        var pairs = classes * (classes - 1) / 2;
        var machines = new OneVersusOne(classes, labels.Length, new double[labels.Length * pairs], new double[pairs]);
        var pair = 0;
        for (var first = 0; first < classes; first++)
        {
            for (var second = first + 1; second < classes; second++) machines.Train(kernel, labels, first, second, cost, pair++);
        }
        return machines;
    }

    /// <summary>The winner of a sample's decisions Σ_i w_i k(x_i, x) before ρ is taken off, one a pair.</summary>
    public int Winner(ReadOnlySpan<double> sums)
    {
        Span<int> votes = stackalloc int[Classes];
        var pair = 0;
        for (var first = 0; first < Classes; first++)
        {
            for (var second = first + 1; second < Classes; second++, pair++) votes[sums[pair] > Offsets[pair] ? first : second]++;
        }
        var winner = 0;
        for (var other = 1; other < Classes; other++) winner = votes[other] > votes[winner] ? other : winner;
        return winner;
    }

    private void Train(ReadOnlySpan<double> kernel, int[] labels, int first, int second, double cost, int pair)
    {
        int[] chosen = [.. Of(labels, first), .. Of(labels, second)];
        var part = new double[chosen.Length, chosen.Length];
        for (var row = 0; row < chosen.Length; row++)
        {
            for (var column = 0; column < chosen.Length; column++) part[row, column] = kernel[(chosen[row] * Samples) + chosen[column]];
        }
        var (weights, offset) = MinimalOptimisation.Train(part, [.. chosen.Select(sample => labels[sample] == first ? 1 : -1)], cost);
        for (var row = 0; row < chosen.Length; row++) Weights[(chosen[row] * Pairs) + pair] = weights[row];
        Offsets[pair] = offset;
    }

    private static IEnumerable<int> Of(int[] labels, int label) => Enumerable.Range(0, labels.Length).Where(sample => labels[sample] == label);
}
