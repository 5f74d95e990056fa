using Spindle.Torch;
using Spindle.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Spindle.Bench;

/// <summary>The same training, one operation after another, with autograd and TorchSharp's own Adam: what it is measured against.</summary>
internal sealed class PlainLoop
{
    private readonly long units, observed, window;
    private readonly double alpha;
    private readonly Parameter recurrent, bias, inputWeights, inputBias;
    private readonly optim.Optimizer adam;
    private readonly Tensor rates, velocity;

    /// <summary>Begins with the state of a study.</summary>
    public PlainLoop(Study study, SystemIdentification training)
    {
        (units, alpha, window) = (study.Network.Units, study.Network.Alpha, training.Window);
        observed = study.State["observed"].Count;
        (recurrent, bias, inputWeights, inputBias) = (Read("recurrent"), Read("bias"), Read("input_weights"), Read("input_bias"));
        adam = optim.Adam([recurrent, bias, inputWeights, inputBias], training.LearningRate, training.Beta1, training.Beta2, training.Epsilon);
        rates = study.Data["rates"].ToTensor(CPU).transpose(0, 1).contiguous();
        velocity = study.Data["velocity"].ToTensor(CPU).t().contiguous().unsqueeze(2);

        Parameter Read(string name) => new(study.State[name].ToTensor(CPU));
    }

    /// <summary>One update on the window that starts at a step.</summary>
    public void Update(long start)
    {
        using var scope = NewDisposeScope();
        adam.zero_grad();
        var state = cat([rates[start], zeros(rates.shape[1], units - observed)], 1);
        var fit = zeros(1);
        for (var step = start + 1; step < start + window; step++)
        {
            var drive = cat([zeros(rates.shape[1], units - inputBias.shape[0]), matmul(velocity[step], inputWeights.t()) + inputBias], 1);
            var rate = nn.functional.relu(tanh(matmul(state, recurrent) + bias + drive));
            state = ((1 - alpha) * state) + (alpha * rate);
            fit += (rate.narrow(1, 0, observed) - rates[step]).square().mean();
        }
        (fit / (window - 1)).backward();
        adam.step();
    }
}
