using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spindle.Contracts;

namespace Spindle.Tasks.RingAttractor;

/// <summary>
/// A few trials of the ring, stepped together so that the weights are read once for all of them. Each number is summed in
/// the order of the sending neurons, whatever the width of the machine's vectors.
/// </summary>
internal sealed class TrialBlock
{
    /// <summary>Trials of a block: what two vectors of sums a trial and their operands leave registers for.</summary>
    public const int Trials = 4;

    private readonly int n, width;
    private readonly float[] weights, sums;
    private readonly float alpha, perturbation;
    private readonly bool normalise;
    private readonly double[] kick;

    /// <summary>Trials that all begin in the same state.</summary>
    public TrialBlock(RingAttractor task, Teacher teacher, ReadOnlySpan<float> initial)
    {
        n = teacher.Neurons;
        var lanes = 2 * Vector<float>.Count;
        width = ((2 * n) + lanes - 1) / lanes * lanes;
        weights = new float[n * width];
        for (var from = 0; from < n; from++)
        {
            teacher.Recurrent.AsSpan(from * n, n).CopyTo(weights.AsSpan(from * width));
            teacher.Shifter.AsSpan(from * n, n).CopyTo(weights.AsSpan((from * width) + n));
        }
        sums = new float[Trials * width];
        kick = new double[n];
        (alpha, perturbation, normalise) = ((float)task.Alpha, (float)task.Perturbation, task.Normalise);
        States = new float[Trials * n];
        Rates = new float[Trials * n];
        for (var trial = 0; trial < Trials; trial++) initial.CopyTo(States.AsSpan(trial * n));
    }

    /// <summary>u, trial by trial.</summary>
    public float[] States { get; }

    /// <summary>r of the last step, trial by trial.</summary>
    public float[] Rates { get; }

    /// <summary>
    /// One step of every trial: u ← u + s z/‖z‖, r = max(0, tanh(uW + v uV)), u ← (1 − α) u + α r, with W and V from row to column.
    /// </summary>
    /// <param name="velocity">v of each trial, in radians a second.</param>
    /// <param name="noise">Each trial's stream of z; one trial after another.</param>
    public void Step(ReadOnlySpan<float> velocity, ReadOnlySpan<RandomStream> noise)
    {
        if (perturbation > 0)
            for (var trial = 0; trial < noise.Length; trial++) Kick(States.AsSpan(trial * n, n), noise[trial]);
        Multiply();
        for (var trial = 0; trial < Trials; trial++)
        {
            var held = sums.AsSpan(trial * width, n);
            var shifted = sums.AsSpan((trial * width) + n, n);
            var state = States.AsSpan(trial * n, n);
            var rates = Rates.AsSpan(trial * n, n);
            for (var i = 0; i < n; i++)
            {
                var input = held[i] + (velocity[trial] * shifted[i]);
                rates[i] = input > 0 ? MathF.Tanh(input) : 0;
                state[i] = ((1 - alpha) * state[i]) + (alpha * rates[i]);
            }
            if (normalise) Scale(state, 1 / Length(state));
        }
    }

    private void Kick(Span<float> state, RandomStream noise)
    {
        var squares = 0.0;
        for (var i = 0; i < n; i++)
        {
            kick[i] = noise.Normal();
            squares += kick[i] * kick[i];
        }
        var scale = perturbation / Math.Sqrt(squares);
        for (var i = 0; i < n; i++) state[i] += (float)(scale * kick[i]);
    }

    /// <summary>The states times both weight matrices, side by side.</summary>
    private void Multiply()
    {
        ref var w = ref MemoryMarshal.GetArrayDataReference(weights);
        ref var u = ref MemoryMarshal.GetArrayDataReference(States);
        ref var s = ref MemoryMarshal.GetArrayDataReference(sums);
        var lane = Vector<float>.Count;
        for (var column = 0; column < width; column += 2 * lane)
        {
            Vector<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            for (var i = 0; i < n; i++)
            {
                var w0 = Vector.LoadUnsafe(ref w, (nuint)((i * width) + column));
                var w1 = Vector.LoadUnsafe(ref w, (nuint)((i * width) + column + lane));
                var a = new Vector<float>(Unsafe.Add(ref u, i));
                var b = new Vector<float>(Unsafe.Add(ref u, n + i));
                var c = new Vector<float>(Unsafe.Add(ref u, (2 * n) + i));
                var d = new Vector<float>(Unsafe.Add(ref u, (3 * n) + i));
                (a0, a1) = (Vector.FusedMultiplyAdd(w0, a, a0), Vector.FusedMultiplyAdd(w1, a, a1));
                (b0, b1) = (Vector.FusedMultiplyAdd(w0, b, b0), Vector.FusedMultiplyAdd(w1, b, b1));
                (c0, c1) = (Vector.FusedMultiplyAdd(w0, c, c0), Vector.FusedMultiplyAdd(w1, c, c1));
                (d0, d1) = (Vector.FusedMultiplyAdd(w0, d, d0), Vector.FusedMultiplyAdd(w1, d, d1));
            }
            Store(a0, a1, ref s, column);
            Store(b0, b1, ref s, width + column);
            Store(c0, c1, ref s, (2 * width) + column);
            Store(d0, d1, ref s, (3 * width) + column);
        }
    }

    private static void Store(Vector<float> first, Vector<float> second, ref float target, int offset)
    {
        first.StoreUnsafe(ref target, (nuint)offset);
        second.StoreUnsafe(ref target, (nuint)(offset + Vector<float>.Count));
    }

    private static float Length(ReadOnlySpan<float> state)
    {
        var squares = 0.0;
        foreach (var value in state) squares += (double)value * value;
        return (float)Math.Max(Math.Sqrt(squares), 1e-12);
    }

    private static void Scale(Span<float> state, float factor)
    {
        for (var i = 0; i < state.Length; i++) state[i] *= factor;
    }
}
