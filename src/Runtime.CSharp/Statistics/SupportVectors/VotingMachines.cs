namespace Spindle.Statistics.SupportVectors;

/// <summary>
/// Several classes told apart by a <see cref="HingeMachine"/> for each pair: every decision is a vote, and the sums of decisions settle equal votes (Sandbrink et al. 2023).
/// </summary>
public sealed class VotingMachines
{
    private readonly int classes;
    private readonly List<(int First, int Second, int[] Samples, double[] Weights)> machines = [];

    private VotingMachines(int classes) => this.classes = classes;

    /// <summary>Trains a machine for each pair, with the cost that does best on the last tenth of the pair's samples, the first of equals.</summary>
    /// <param name="products">x_i·x_j + 1, samples × samples, row by row.</param>
    /// <param name="labels">The class of each sample, 0 … classes − 1.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="costs">The costs to choose among.</param>
    /// <param name="progress">Told the fraction of the pairs that is done.</param>
    /// <param name="cancellation">Ends the training.</param>
    public static VotingMachines Train(
        double[] products, int[] labels, int classes, IReadOnlyList<double> costs, Action<double> progress, CancellationToken cancellation)
    {
        var result = new VotingMachines(classes);
        var pairs = classes * (classes - 1) / 2.0;
        for (var first = 0; first < classes; first++)
        {
            for (var second = first + 1; second < classes; second++)
            {
                cancellation.ThrowIfCancellationRequested();
                var pair = Enumerable.Range(0, labels.Length).Where(i => labels[i] == first || labels[i] == second).ToArray();
                var train = pair[..(pair.Length * 9 / 10)];
                var sign = train.Select(i => labels[i] == second ? 1 : -1).ToArray();
                var part = Part(products, labels.Length, train);
                var (best, weights) = (-1, Array.Empty<double>());
                foreach (var cost in costs)
                {
                    var found = HingeMachine.Train(part, sign, cost);
                    var right = pair[train.Length..].Count(i => Decision(train, found, products.AsSpan(i * labels.Length, labels.Length)) > 0 == (labels[i] == second));
                    if (right > best) (best, weights) = (right, found);
                }
                result.machines.Add((first, second, train, weights));
                progress(result.machines.Count / pairs);
            }
        }
        return result;
    }

    /// <summary>The class of a sample.</summary>
    /// <param name="products">x_i·x + 1 for every training sample.</param>
    public int Winner(ReadOnlySpan<double> products)
    {
        var (votes, sums) = (new int[classes], new double[classes]);
        foreach (var (first, second, samples, weights) in machines)
        {
            var decision = Decision(samples, weights, products);
            votes[decision > 0 ? second : first]++;
            sums[first] -= decision;
            sums[second] += decision;
        }
        var winner = 0;
        for (var other = 1; other < classes; other++)
            if (votes[other] > votes[winner] || (votes[other] == votes[winner] && sums[other] > sums[winner])) winner = other;
        return winner;
    }

    private static double Decision(int[] samples, double[] weights, ReadOnlySpan<double> products)
    {
        var sum = 0.0;
        for (var i = 0; i < samples.Length; i++) sum += weights[i] * products[samples[i]];
        return sum;
    }

    private static double[] Part(double[] products, int samples, int[] chosen)
    {
        var part = new double[chosen.Length * chosen.Length];
        for (var row = 0; row < chosen.Length; row++)
            for (var column = 0; column < chosen.Length; column++) part[(row * chosen.Length) + column] = products[(chosen[row] * samples) + chosen[column]];
        return part;
    }
}
