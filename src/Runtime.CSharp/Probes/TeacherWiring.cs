using MathNet.Numerics.LinearAlgebra;
using Spindle.Contracts;
using Spindle.Statistics;

namespace Spindle.Probes;

/// <summary>The teacher's weights among the neurons that a network's observed units stand for, [from, to].</summary>
internal sealed class TeacherWiring
{
    /// <summary>Reads the teacher's weights.</summary>
    /// <param name="teacher"><c>recurrent</c> and <c>shifter</c>, both [N, N].</param>
    /// <param name="observed">The neuron that each observed unit stands for.</param>
    /// <exception cref="SpindleException">A unit stands for a neuron that this teacher does not have: another task's.</exception>
    public TeacherWiring(IReadOnlyDictionary<string, TensorData> teacher, IReadOnlyList<long> observed)
    {
        Places = observed;
        Neurons = (int)teacher["recurrent"].Shape[0];
        if (observed.Max() >= Neurons)
            throw new SpindleException(
                DiagnosticCodes.UnmetRequirement,
                $"the truth has {Neurons} neurons, yet a unit of the model stands for neuron {observed.Max()}: name the task that the model learned");
        int[] rows = [.. observed.Select(place => (int)place)];
        Recurrent = Wiring.Block(Wiring.ReadMatrix(teacher["recurrent"]), rows, rows);
        Shifter = Wiring.Block(Wiring.ReadMatrix(teacher["shifter"]), rows, rows);
        RecurrentProfile = Profile(Recurrent);
    }

    /// <summary>Where each observed unit stands on the ring.</summary>
    public IReadOnlyList<long> Places { get; }

    /// <summary>How many places the ring has.</summary>
    public int Neurons { get; }

    /// <summary>The recurrent weights.</summary>
    public Matrix<double> Recurrent { get; }

    /// <summary>The shifter kernel: what a velocity of 1 rad/s adds to the recurrent weights.</summary>
    public Matrix<double> Shifter { get; }

    /// <summary>The profile of the recurrent weights.</summary>
    public RingProfile RecurrentProfile { get; }

    /// <summary>The profile of any weights among the observed units.</summary>
    public RingProfile Profile(Matrix<double> weights) => RingProfile.Of(weights, Places, Neurons);

    /// <summary>Any weights among the observed units, smoothed over both indices.</summary>
    public Matrix<double> Smooth(Matrix<double> weights, double sigma) => CircularGaussian.Smooth(weights, Places, Neurons, sigma);
}
