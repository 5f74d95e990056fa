namespace Spindle.Statistics.SupportVectors;

/// <summary>
/// The soft-margin support vector machine of two classes: minimises ½αᵀQα − Σα for 0 ≤ α ≤ C and yᵀα = 0, with Q_ij = y_i y_j K_ij,
/// two multipliers at a time, chosen by second-order information (Fan, Chen and Lin, JMLR 2005), as LIBSVM does, in the same order
/// and to the same precision.
/// </summary>
/// <remarks>There is no shrinking and no cache: it is meant for problems of tens of samples whose kernel is known.</remarks>
public sealed class MinimalOptimisation
{
    /// <summary>How far the optimality condition may be violated; LIBSVM's default.</summary>
    private const double Precision = 1e-3;

    private const double LeastCurvature = 1e-12;

    private readonly double[,] kernel;
    private readonly int[] sign;
    private readonly double cost;
    private readonly double[] alpha, gradient;

    private MinimalOptimisation(double[,] kernel, int[] sign, double cost)
    {
        (this.kernel, this.sign, this.cost) = (kernel, sign, cost);
        (alpha, gradient) = (new double[sign.Length], new double[sign.Length]);
        Array.Fill(gradient, -1);
    }

    /// <summary>Trains; the decision for a sample x is Σ_i w_i k(x_i, x) − ρ, positive for the class of sign 1.</summary>
    /// <param name="kernel">K, samples × samples.</param>
    /// <param name="sign">1 or −1 for every sample.</param>
    /// <param name="cost">C.</param>
    /// <returns>w_i = y_i α_i of every sample, and ρ.</returns>
    public static (double[] Weights, double Offset) Train(double[,] kernel, int[] sign, double cost)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(kernel.Length, sign.Length * sign.Length);
        var machine = new MinimalOptimisation(kernel, sign, cost);
        for (var left = Math.Max(10_000_000, 100 * sign.Length); left > 0 && machine.Pair() is var (i, j); left--) machine.Improve(i, j);
        return ([.. machine.alpha.Select((value, at) => value * sign[at])], machine.Offset());
    }

    private double Q(int i, int j) => sign[i] * sign[j] * kernel[i, j];

    /// <summary>Whether a multiplier may still grow, in the direction of its class.</summary>
    private bool Up(int t) => sign[t] > 0 ? alpha[t] < cost : alpha[t] > 0;

    private bool Down(int t) => sign[t] > 0 ? alpha[t] > 0 : alpha[t] < cost;

    /// <summary>The pair that promises the greatest decrease; null at the optimum.</summary>
    private (int I, int J)? Pair()
    {
        var (most, i) = (double.NegativeInfinity, -1);
        for (var t = 0; t < sign.Length; t++)
        {
            if (!Up(t) || -sign[t] * gradient[t] < most) continue;
            (most, i) = (-sign[t] * gradient[t], t);
        }
        var (least, best, j) = (double.NegativeInfinity, double.PositiveInfinity, -1);
        for (var t = 0; t < sign.Length; t++)
        {
            if (!Down(t)) continue;
            least = Math.Max(least, sign[t] * gradient[t]);
            var violation = most + (sign[t] * gradient[t]);
            if (violation <= 0) continue;
            var curvature = kernel[i, i] + kernel[t, t] - (2 * kernel[i, t]);
            var decrease = -violation * violation / (curvature > 0 ? curvature : LeastCurvature);
            if (decrease > best) continue;
            (best, j) = (decrease, t);
        }
        return most + least < Precision || j < 0 ? null : (i, j);
    }

    private void Improve(int i, int j)
    {
        var (before, other) = (alpha[i], alpha[j]);
        var curvature = kernel[i, i] + kernel[j, j] - (2 * kernel[i, j]);
        if (curvature <= 0) curvature = LeastCurvature;
        if (sign[i] != sign[j]) Diverge(i, j, (-gradient[i] - gradient[j]) / curvature);
        else Exchange(i, j, (gradient[i] - gradient[j]) / curvature);
        var (change, counter) = (alpha[i] - before, alpha[j] - other);
        for (var t = 0; t < sign.Length; t++) gradient[t] += (Q(i, t) * change) + (Q(j, t) * counter);
    }

    /// <summary>Moves both by the same amount, of two classes, and back into the box along their constant difference.</summary>
    private void Diverge(int i, int j, double step)
    {
        var difference = alpha[i] - alpha[j];
        alpha[i] += step;
        alpha[j] += step;
        if (difference > 0 && alpha[j] < 0) (alpha[j], alpha[i]) = (0, difference);
        else if (difference <= 0 && alpha[i] < 0) (alpha[i], alpha[j]) = (0, -difference);
        if (difference > 0 && alpha[i] > cost) (alpha[i], alpha[j]) = (cost, cost - difference);
        else if (difference <= 0 && alpha[j] > cost) (alpha[j], alpha[i]) = (cost, cost + difference);
    }

    /// <summary>Moves one against the other, of one class, and back into the box along their constant sum.</summary>
    private void Exchange(int i, int j, double step)
    {
        var sum = alpha[i] + alpha[j];
        alpha[i] -= step;
        alpha[j] += step;
        if (sum > cost && alpha[i] > cost) (alpha[i], alpha[j]) = (cost, sum - cost);
        else if (sum <= cost && alpha[j] < 0) (alpha[j], alpha[i]) = (0, sum);
        if (sum > cost && alpha[j] > cost) (alpha[j], alpha[i]) = (cost, sum - cost);
        else if (sum <= cost && alpha[i] < 0) (alpha[i], alpha[j]) = (0, sum);
    }

    /// <summary>ρ: the mean of y·∇ over free multipliers, else the middle of what the bounds allow.</summary>
    private double Offset()
    {
        double least = double.NegativeInfinity, most = double.PositiveInfinity, sum = 0;
        var free = 0;
        for (var t = 0; t < sign.Length; t++)
        {
            var value = sign[t] * gradient[t];
            if (Up(t) && Down(t)) (free, sum) = (free + 1, sum + value);
            else if (Up(t)) most = Math.Min(most, value);
            else least = Math.Max(least, value);
        }
        return free > 0 ? sum / free : (most + least) / 2;
    }
}
