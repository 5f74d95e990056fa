using Spindle.Contracts;

namespace Spindle.Tasks.RingAttractor;

/// <summary>
/// Reproduce the activity of a simulated head-direction ring, a continuous attractor whose bump turns with the head
/// (Liu 2022, "Neural System Identification by Training Recurrent Neural Networks").
/// </summary>
/// <remarks>
/// Its artifacts: <c>teacher</c> (tensors <c>recurrent</c> and <c>shifter</c>, neurons × neurons, element [i, j] from neuron i
/// to neuron j), <c>training</c> and <c>test</c> (tensors <c>rates</c>, trials × steps × neurons; <c>heading</c> in radians after
/// the step and <c>velocity</c> in radians a second, trials × steps; <c>start</c>, trials).
/// </remarks>
[Kind("ring_attractor", Version = 1)]
public sealed record RingAttractor : TaskSpec
{
    /// <summary>Neurons on the ring.</summary>
    [Range("3", "100000")] public long Neurons { get; init; } = 100;

    /// <summary>Trials of each of the two data sets, training and test.</summary>
    [Range("1", "1000000")] public long Trials { get; init; } = 100;

    /// <summary>Recorded steps of a trial.</summary>
    [Range("2", "10000000")] public long Steps { get; init; } = 1000;

    /// <summary>Steps without movement before the recording, in which the bump forms.</summary>
    [Range("0", "10000000")] public long Settling { get; init; } = 500;

    /// <summary>Length of one step.</summary>
    [Range("1 us", "10 s")] public Duration TimeStep { get; init; } = Duration.Milliseconds(25);

    /// <summary>Length of the random kick that the state gets before every step; 0 for none.</summary>
    [Range("0", "1000")] public double Perturbation { get; init; } = 0.1;

    /// <summary>Who turns the head.</summary>
    public Agent Agent { get; init; } = Agent.Random;

    /// <summary>Standard deviation of the random part of the velocity, drawn anew at every step.</summary>
    [Range("0 rad/s", "1000 rad/s")] public AngularVelocity VelocitySd { get; init; } = new(1.2m);

    /// <summary>The part of the velocity that is kept from step to step.</summary>
    [Range("0", "1")] public double Momentum { get; init; } = 0.8;

    /// <summary>The velocity of the constant agent.</summary>
    [Range("-1000 rad/s", "1000 rad/s")] public AngularVelocity ConstantVelocity { get; init; } = new(1m);

    /// <summary>Heading at the start of every trial.</summary>
    [Range("0 deg", "360 deg")] public Angle StartHeading { get; init; } = new(180m);

    /// <summary>Whether each trial starts at a heading of its own, uniform over the circle, instead.</summary>
    public bool RandomStart { get; init; }

    /// <summary>Whether the heading goes round; otherwise it stops at 0 and at 360 deg.</summary>
    public bool Periodic { get; init; } = true;

    /// <summary>c of the recurrent weight W = c cos(k D) + h at ring distance D, in neurons.</summary>
    [Range("-1000", "1000")] public double WeightAmplitude { get; init; } = 0.1;

    /// <summary>k of the recurrent weight, radians a neuron.</summary>
    [Range("0", "1000")] public double WeightFrequency { get; init; } = 0.06;

    /// <summary>h of the recurrent weight.</summary>
    [Range("-1000", "1000")] public double WeightOffset { get; init; } = -0.03;

    /// <summary>a of the shifter weight V = −a c k X sin(k D), X the signed distance: how far the bump moves for a velocity.</summary>
    [Range("-1000", "1000")] public double ShifterGain { get; init; } = 0.02;

    /// <summary>The part of the state that a step replaces by the new rates.</summary>
    [Range("0", "1")] public double Alpha { get; init; } = 1;

    /// <summary>Whether the state of each trial is scaled to length 1 after every step.</summary>
    public bool Normalise { get; init; }

    /// <inheritdoc/>
    public override TaskSignature Signature() => new(
        Steps,
        TimeStep,
        Inputs: [new("velocity", 1, "rad/s")],
        Targets: [new("rates", Neurons, "")],
        Variables: [new("heading", 1, "rad"), new("velocity", 1, "rad/s")],
        Epochs: []);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => new Dictionary<string, ArtifactRef>
    {
        ["teacher"] = Step(planner, "teacher", "ring_attractor/teacher", "teacher", new() { ["task"] = this }),
        ["training"] = Simulation(planner, "training"),
        ["test"] = Simulation(planner, "test"),
    };

    private ArtifactRef Simulation(IPlanner planner, string split) =>
        Step(planner, split, "ring_attractor/simulate", "data", new() { ["task"] = this, ["split"] = split });

    private static ArtifactRef Step(IPlanner planner, string name, string operation, string output, Dictionary<string, object> parameters) =>
        planner.Step(new(name, operation) { Parameters = parameters, Outputs = [new(output, ArtifactType.Tensors)] })[output];
}
