namespace Spindle.Tasks.RingAttractor;

/// <summary>The weights of the ring, row-major, element [i, j] from neuron i to neuron j.</summary>
/// <param name="Neurons">How many neurons.</param>
/// <param name="Recurrent">W, which holds the bump.</param>
/// <param name="Shifter">What moves it: velocity times this matrix is added to W. Positive velocity moves the bump to lower indices.</param>
public sealed record Teacher(int Neurons, float[] Recurrent, float[] Shifter)
{
    /// <summary>
    /// The weights of a task. With the ring distance D of two neurons and the receiver's position minus the sender's, brought to
    /// X ∈ [−n/2, n/2), W = c cos(kD) + h and V = −a c k X sin(kD) (Liu 2022). X, where the derivative of W would have its
    /// sign, is as published: it gives a bump that turns as fast as the head.
    /// </summary>
    public static Teacher Of(RingAttractor task)
    {
        var n = (int)task.Neurons;
        var (recurrent, shifter) = (new float[n * n], new float[n * n]);
        for (var from = 0; from < n; from++)
        {
            for (var to = 0; to < n; to++)
            {
                var signed = Wrapped(to - from, n);
                var angle = task.WeightFrequency * Math.Min(Math.Abs(to - from), n - Math.Abs(to - from));
                recurrent[(from * n) + to] = (float)((task.WeightAmplitude * Math.Cos(angle)) + task.WeightOffset);
                shifter[(from * n) + to] = (float)(-task.ShifterGain * task.WeightAmplitude * task.WeightFrequency * signed * Math.Sin(angle));
            }
        }
        return new(n, recurrent, shifter);
    }

    /// <summary>A difference of positions, brought to [−n/2, n/2).</summary>
    private static double Wrapped(int difference, int n)
    {
        var half = n / 2.0;
        var turned = (difference + half) % n;
        return (turned < 0 ? turned + n : turned) - half;
    }
}
