using static TorchSharp.torch;

namespace Spindle.Architectures.Recurrent;

/// <summary>The buffers of trials of leaky units, forward and backward through time: made once, used for every update.</summary>
internal sealed class LeakySweep : IDisposable
{
    private readonly Tensor weights, readout;
    private readonly Tensor allRows, allSums, allSlopes, allOutputs, aims, stateGradient;
    private readonly long inputs, units;
    private Tensor rows, sums, slopes;

    /// <summary>Makes the buffers for trials as long and as many as these. They outlive the scope that the caller has open.</summary>
    public LeakySweep(Tensor weights, Tensor readout, Tensor inputs)
    {
        (this.weights, this.readout) = (weights, readout);
        var (steps, trials) = (inputs.shape[0], inputs.shape[1]);
        (this.inputs, units) = (inputs.shape[2], weights.shape[1]);
        var (type, device) = (weights.dtype, weights.device);
        allRows = ones([steps + 1, trials, weights.shape[0]], type, device).DetachFromDisposeScope();
        allSums = empty([steps, trials, units], type, device).DetachFromDisposeScope();
        allSlopes = empty([steps, trials, units], type, device).DetachFromDisposeScope();
        allOutputs = empty([steps, trials, readout.shape[1]], type, device).DetachFromDisposeScope();
        aims = empty([trials, units], type, device).DetachFromDisposeScope();
        stateGradient = empty([trials, units], type, device).DetachFromDisposeScope();
        using var first = allRows[0];
        using var state = first.narrow(1, 0, units);
        state.zero_();
        (rows, sums, slopes, Outputs) = Parts(steps);
    }

    /// <summary>The outputs before their nonlinearity, steps × trials × outputs.</summary>
    public Tensor Outputs { get; private set; }

    /// <summary>Whether trials have room in the buffers; they may be shorter.</summary>
    public bool Fits(Tensor trials) => trials.shape[0] <= allSums.shape[0] && trials.shape[1] == allSums.shape[1];

    /// <summary>Runs trials.</summary>
    public void Forward(Tensor trials, RecurrentNoise noise, double leak, int kind)
    {
        using var scope = NewDisposeScope();
        if (trials.shape[0] != sums.shape[0])
        {
            FreeParts();
            (rows, sums, slopes, Outputs) = Parts(trials.shape[0]);
        }
        rows.narrow(0, 0, trials.shape[0]).narrow(2, weights.shape[0] - inputs, inputs).copy_(trials);
        noise.Fill(sums);
        LeakyScript.Functions.Call("forward", rows, sums, aims, weights, readout, Outputs, leak, kind);
    }

    /// <summary>The sums over the activity of the trials.</summary>
    public ActivitySize SizeOfActivity()
    {
        using var scope = NewDisposeScope();
        var activity = rows.narrow(0, 1, sums.shape[0]).narrow(2, 0, units);
        var absolute = activity.abs().sum(float64).item<double>();
        return new(absolute, activity.square().sum(float64).item<double>(), activity.numel());
    }

    /// <summary>Goes back through the trials.</summary>
    public void Backward(
        Tensor outputGradient, Tensor weightGradient, Tensor readoutGradient, double leak, int kind, double absolute, double square) =>
        LeakyScript.Functions.Call(
            "backward", rows, sums, outputGradient, slopes, stateGradient, weights, readout, weightGradient, readoutGradient,
            leak, kind, absolute, square);

    /// <summary>Frees the buffers.</summary>
    public void Dispose()
    {
        FreeParts();
        foreach (var tensor in new[] { allRows, allSums, allSlopes, allOutputs, aims, stateGradient }) tensor.Dispose();
    }

    private (Tensor Rows, Tensor Sums, Tensor Slopes, Tensor Outputs) Parts(long steps)
    {
        var parts = (allRows.narrow(0, 0, steps + 1), allSums.narrow(0, 0, steps), allSlopes.narrow(0, 0, steps), allOutputs.narrow(0, 0, steps));
        foreach (var part in new[] { parts.Item1, parts.Item2, parts.Item3, parts.Item4 }) part.DetachFromDisposeScope();
        return parts;
    }

    private void FreeParts()
    {
        foreach (var part in new[] { rows, sums, slopes, Outputs }) part.Dispose();
    }
}
