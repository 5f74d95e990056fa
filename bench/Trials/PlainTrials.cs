using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive;
using Spindle.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Spindle.Bench.Trials;

/// <summary>The same update, one operation after another, with autograd and TorchSharp's own Adam: what it is measured against.</summary>
internal sealed class PlainTrials
{
    private readonly Parameter recurrent, bias, inputWeights, outputWeights, outputBias;
    private readonly optim.Optimizer adam;
    private readonly Tensor inputs, targets, mask;
    private readonly Generator noise = new(1, CPU);
    private readonly double alpha = 0.2, deviation;

    /// <summary>Begins with a state, and takes the same trials each time.</summary>
    public PlainTrials(LeakyRnn network, IReadOnlyDictionary<string, TensorData> state, TrialBatch batch)
    {
        (recurrent, bias, inputWeights) = (Read("recurrent"), Read("bias"), Read("input_weights"));
        (outputWeights, outputBias) = (Read("output_weights"), Read("output_bias"));
        adam = optim.Adam([recurrent, bias, inputWeights, outputWeights, outputBias], 1e-3);
        inputs = tensor(batch.Inputs).view(batch.Steps, batch.Trials, -1);
        targets = tensor(batch.Targets).view(batch.Steps, batch.Trials, -1);
        mask = tensor(batch.Mask).view(batch.Steps, 1, -1);
        deviation = network.RecurrentNoise * Math.Sqrt(2 / alpha);

        Parameter Read(string name) => new(state[name].ToTensor(CPU));
    }

    /// <summary>One update.</summary>
    public void Update()
    {
        using var scope = NewDisposeScope();
        adam.zero_grad();
        var h = zeros(inputs.shape[1], recurrent.shape[0]);
        var states = new List<Tensor>();
        foreach (var x in inputs.unbind())
        {
            var a = matmul(x, inputWeights) + matmul(h, recurrent) + bias + (randn(h.shape, generator: noise) * deviation);
            h = ((1 - alpha) * h) + (alpha * nn.functional.softplus(a));
            states.Add(h);
        }
        var output = sigmoid(matmul(stack(states), outputWeights) + outputBias);
        (mask * (targets - output)).square().mean().backward();
        foreach (var parameter in new[] { recurrent, bias, inputWeights, outputWeights, outputBias }) parameter.grad!.clamp_(-1, 1);
        adam.step();
    }
}
