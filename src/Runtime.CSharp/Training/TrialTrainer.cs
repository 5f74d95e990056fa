using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Training;

/// <summary>A training on trials under way.</summary>
public sealed class TrialTrainer : IDisposable
{
    private readonly TrialTaskSpec task;
    private readonly TrialTraining training;
    private readonly TrialLayout layout;
    private readonly Objective objective;
    private readonly ITrainableNetwork network;
    private readonly IOptimiser optimiser;
    private readonly IReadOnlyDictionary<string, TensorData> origin;
    private readonly double inputNoise;
    private readonly Regularisers regularisers;
    private readonly Tensor? learnable;

    /// <summary>Goes on from a state.</summary>
    /// <param name="task">What is to be learnt.</param>
    /// <param name="architecture">The network.</param>
    /// <param name="training">The training.</param>
    /// <param name="state">A checkpoint.</param>
    /// <param name="plastic">Draws which weights are softly frozen, with one item a weight array.</param>
    /// <param name="device">Where to compute.</param>
    public TrialTrainer(
        TrialTaskSpec task,
        RecurrentSpec architecture,
        TrialTraining training,
        IReadOnlyDictionary<string, TensorData> state,
        RandomStream plastic,
        Device device)
    {
        (this.task, this.training, layout, objective, origin) = (task, training, task.Layout(), architecture.Objective, state);
        inputNoise = training.InputNoise * Math.Sqrt(2 / architecture.Leak(layout.TimeStep));
        network = (ITrainableNetwork)architecture.Load(layout, state, device);
        var rates = new AdamRates(training.LearningRate, training.Beta1, training.Beta2, training.Epsilon);
        optimiser = training.Optimiser == Optimiser.Sgd
            ? new Sgd(network.Parameters.Vector, training.LearningRate)
            : Adam.Read(rates, network.Parameters, state);
        regularisers = new(training, network, state, plastic);
        learnable = Learnable();
        Device = device;
    }

    /// <summary>Where it computes.</summary>
    public Device Device { get; }

    /// <summary>The network in its present state.</summary>
    public ITrainableNetwork Network => network;

    /// <summary>Draws a batch as training and evaluation use it.</summary>
    public TrialBatch Draw(string rule, long trials, RandomStream stream) =>
        task.Draw(rule, new TrialMode.Random((int)trials), objective, inputNoise, stream);

    /// <summary>One update.</summary>
    /// <param name="batch">The trials.</param>
    /// <param name="noise">The recurrent noise.</param>
    /// <param name="log">Written: the loss.</param>
    public void Update(TrialBatch batch, RandomStream noise, Tensor log)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var outputs = network.Forward(Time(batch.Inputs, batch, layout.Inputs), noise);
        var outputGradient = empty_like(outputs);
        TrialLoss.Of(objective, outputs, Time(batch.Targets, batch, layout.Outputs), Mask(batch), outputGradient, log);
        var numbers = (long)batch.Steps * batch.Trials * network.Units;
        network.Backward(outputGradient, regularisers.AbsoluteActivity(numbers), regularisers.SquareActivity);
        var gradient = network.Gradient;
        regularisers.AddTo(gradient);
        if (learnable is not null) gradient.mul_(learnable);
        optimiser.Update(gradient.clamp_(-training.Clip, training.Clip));
        network.Constrain();
    }

    /// <summary>Judges the network on batches of one rule.</summary>
    /// <param name="batches">The trials.</param>
    /// <param name="noise">The recurrent noise, which goes through all batches.</param>
    public Evaluation Evaluate(IReadOnlyList<TrialBatch> batches, RandomStream noise)
    {
        var (cost, right, trials) = (0.0, 0.0, 0);
        var activity = default(ActivitySize);
        foreach (var alike in batches.GroupBy(batch => batch.Steps))
        {
            using var scope = NewDisposeScope();
            using var gradients = no_grad();
            TrialBatch[] group = [.. alike];
            var (outputs, size) = network.Evaluate(cat([.. group.Select(batch => Time(batch.Inputs, batch, layout.Inputs))], 1), noise);
            using var freed = outputs;
            activity += size;
            using var log = zeros([], outputs.dtype, Device);
            var first = 0L;
            foreach (var batch in group)
            {
                var own = outputs.narrow(1, first, batch.Trials);
                first += batch.Trials;
                TrialLoss.Of(objective, own, Time(batch.Targets, batch, layout.Outputs), Mask(batch), null, log);
                cost += log.to(float64).item<double>();
                var last = Readout.Apply(objective, own[^1].clone()).to(float32).ToData();
                right += TrialJudgement.Of(layout, batch, last.Values<float>()).Correct.Count(correct => correct);
                trials += batch.Trials;
            }
        }
        return new(cost / batches.Count, regularisers.Value(activity, batches.Count), right / trials);
    }

    /// <summary>The state after so many updates.</summary>
    public IReadOnlyDictionary<string, TensorData> State(TrainingProgress progress)
    {
        using var scope = NewDisposeScope();
        var state = new Dictionary<string, TensorData>(origin);
        foreach (var (name, data) in network.Parameters.Data(network.Parameters.Vector).Concat(optimiser.State(network.Parameters))
                     .Concat(regularisers.State()).Concat(progress.State()))
        {
            state[name] = data;
        }
        return state;
    }

    /// <summary>Frees its tensors.</summary>
    public void Dispose()
    {
        regularisers.Dispose();
        learnable?.Dispose();
        optimiser.Dispose();
        network.Dispose();
    }

    /// <summary>1 for every parameter that changes and 0 for the others; null where all change.</summary>
    private Tensor? Learnable()
    {
        using var scope = NewDisposeScope();
        if (training.Trainable == Trainable.All) return network.Learnable?.clone().DetachFromDisposeScope();
        var mask = zeros_like(network.Parameters.Vector);
        var first = training.Trainable == Trainable.Rule ? layout.FirstRule : 0;
        foreach (var name in network.InputWeights) network.Parameters.View(mask, name).narrow(0, first, layout.Inputs - first).fill_(1);
        if (network.Learnable is not null) mask.mul_(network.Learnable);
        return mask.DetachFromDisposeScope();
    }

    private Tensor Time(float[] values, TrialBatch batch, int channels) =>
        TensorData.Of<float>(values, batch.Steps, batch.Trials, channels).ToTensor(Device).to(network.Parameters.Vector.dtype);

    private Tensor Mask(TrialBatch batch) =>
        TensorData.Of<float>(batch.Mask, batch.Steps, 1, layout.Outputs).ToTensor(Device).to(network.Parameters.Vector.dtype);
}
