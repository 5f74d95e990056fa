using Spindle.Statistics;
using static System.Math;

namespace Spindle.Probes;

/// <summary>How a free run departs from the teacher, step by step, and how its bump follows the velocity.</summary>
internal sealed class FreeRunError
{
    /// <summary>How many predicted rates are held at a time; bounds the memory of a free run.</summary>
    private const int RatesAtATime = 8_000_000;

    private const int Block = 100;

    private readonly double[,] phase;
    private readonly SimulatedTrials simulation;

    /// <summary>Runs a predictor freely through every trial.</summary>
    /// <param name="simulation">The teacher's trials.</param>
    /// <param name="predictor">What predicts them.</param>
    /// <param name="observed">The neuron that each of its first units stands for.</param>
    /// <param name="cancellation">Ends the run.</param>
    public FreeRunError(SimulatedTrials simulation, IPredictor predictor, IReadOnlyList<long> observed, CancellationToken cancellation)
    {
        this.simulation = simulation;
        var steps = simulation.Steps - 1;
        (SquaredError, BumpError) = (new double[steps], new double[steps]);
        phase = new double[simulation.Trials, simulation.Steps];
        var readout = new PopulationVector(observed, simulation.Neurons);
        var teacher = new float[observed.Count];
        foreach (var starts in simulation.Beginnings.Chunk(Max(1, RatesAtATime / (steps * predictor.Units))))
        {
            cancellation.ThrowIfCancellationRequested();
            var prediction = predictor.Run(starts, steps);
            for (var start = 0; start < starts.Length; start++)
            {
                var trial = starts[start].Trial;
                for (var step = 0; step <= steps; step++)
                {
                    var rates = simulation.Rates(trial, step);
                    for (var unit = 0; unit < teacher.Length; unit++) teacher[unit] = rates[(int)observed[unit]];
                    var student = step == 0 ? teacher : prediction.At(step, start)[..teacher.Length];
                    phase[trial, step] = readout.Phase(student);
                    if (step == 0) continue;
                    SquaredError[step - 1] += Distance(student, teacher) / (teacher.Length * simulation.Trials);
                    var apart = CircularDifference.Of(phase[trial, step], readout.Phase<float>(teacher));
                    BumpError[step - 1] += Abs(apart) / simulation.Trials;
                }
            }
        }
    }

    /// <summary>The mean squared error of the observed units 1, 2, … steps into the run.</summary>
    public double[] SquaredError { get; }

    /// <summary>The mean absolute distance of the population vector's phase from the teacher's 1, 2, … steps into the run, rad.</summary>
    public double[] BumpError { get; }

    /// <summary>The correlation of the bump's movement in a step with the velocity so many steps earlier.</summary>
    public double VelocityCorrelation(int delay)
    {
        var (movement, velocity) = (new List<double>(), new List<double>());
        for (var trial = 0; trial < simulation.Trials; trial++)
        {
            for (var step = 1 + delay; step < simulation.Steps; step++)
            {
                movement.Add(Movement(trial, step));
                velocity.Add(simulation.Velocity(trial, step - delay));
            }
        }
        return movement.Count == 0 ? 0 : Correlation.Pearson(movement.ToArray(), velocity.ToArray());
    }

    /// <summary>
    /// The slope, through zero, of the bump's turn toward lower index against the head's turn over blocks of 100 steps (of
    /// the whole trial where it is shorter); 0 for a head that never turned.
    /// </summary>
    public double Gain()
    {
        var length = Min(Block, simulation.Steps - 1);
        double products = 0, squares = 0;
        for (var trial = 0; trial < simulation.Trials; trial++)
        {
            for (var first = 1; first + length <= simulation.Steps; first += length)
            {
                double bump = 0, head = 0;
                for (var step = first; step < first + length; step++)
                {
                    bump -= Movement(trial, step);
                    head += CircularDifference.Of(simulation.Heading(trial, step), simulation.Heading(trial, step - 1));
                }
                products += bump * head;
                squares += head * head;
            }
        }
        return squares > 0 ? products / squares : 0;
    }

    private double Movement(int trial, int step) => CircularDifference.Of(phase[trial, step], phase[trial, step - 1]);

    private static double Distance(ReadOnlySpan<float> student, ReadOnlySpan<float> teacher)
    {
        double sum = 0;
        for (var unit = 0; unit < teacher.Length; unit++)
        {
            var difference = (double)student[unit] - teacher[unit];
            sum += difference * difference;
        }
        return sum;
    }
}
