using MathNet.Numerics.Statistics;
using Spindle.Contracts;
using Spindle.Statistics;

namespace Spindle.Probes;

/// <summary>The rate maps of all units of a network or of the teacher, and how they are handed over.</summary>
internal static class RateMapsOfUnits
{
    /// <summary>How many predicted rates are held at a time; bounds the memory of a free run.</summary>
    private const int RatesAtATime = 8_000_000;

    /// <summary>The maps of a predictor that runs freely from the first step of every trial to the last.</summary>
    public static IReadOnlyList<RateMap> FreeRun(
        RateMapGrid grid, SimulatedTrials simulation, IPredictor predictor, CancellationToken cancellation, Action<double> progress)
    {
        var accumulator = new RateMapAccumulator(grid, predictor.Units);
        var steps = simulation.Steps - 1;
        var trials = 0;
        foreach (var starts in simulation.Beginnings.Chunk(Math.Max(1, RatesAtATime / (steps * predictor.Units))))
        {
            cancellation.ThrowIfCancellationRequested();
            var prediction = predictor.Run(starts, steps);
            for (var start = 0; start < starts.Length; start++)
            {
                var trial = starts[start].Trial;
                for (var step = 1; step <= steps; step++)
                    accumulator.Add(prediction.At(step, start), simulation.Velocity(trial, step), simulation.Heading(trial, step));
            }
            progress((trials += starts.Length) / (double)simulation.Trials);
        }
        return accumulator.Maps();
    }

    /// <summary>The maps of the simulated neurons, without the step from which free runs start.</summary>
    public static IReadOnlyList<RateMap> Teacher(RateMapGrid grid, SimulatedTrials simulation)
    {
        var accumulator = new RateMapAccumulator(grid, simulation.Neurons);
        for (var trial = 0; trial < simulation.Trials; trial++)
        {
            for (var step = 1; step < simulation.Steps; step++)
                accumulator.Add(simulation.Rates(trial, step), simulation.Velocity(trial, step), simulation.Heading(trial, step));
        }
        return accumulator.Maps();
    }

    /// <summary>The median of the absolute velocity modulation.</summary>
    public static double MedianModulation(IReadOnlyList<RateMap> maps) => maps.Select(map => Math.Abs(map.VelocityModulation)).Median();

    /// <summary>The maps as an array [units, velocity bins, heading bins].</summary>
    public static TensorData Tensor(IReadOnlyList<RateMap> maps)
    {
        var grid = maps[0].Grid;
        float[] rates = [.. maps.SelectMany(map => map.Rates).Select(rate => (float)rate)];
        return TensorData.Of<float>(rates, maps.Count, grid.VelocityBins, grid.HeadingBins);
    }

    /// <summary>One row a unit: its population, preferred heading, signed velocity modulation and the match with its neuron.</summary>
    public static Table Table(IReadOnlyList<RateMap> maps, Func<int, string> population, Func<int, double> match)
    {
        var units = Enumerable.Range(0, maps.Count).ToArray();
        return new(
        [
            new IntegerColumn("unit", "", [.. units.Select(unit => (long)unit)]),
            new TextColumn("population", [.. units.Select(population)]),
            new NumberColumn("preferred_heading", "rad", [.. maps.Select(map => map.PreferredHeading)]),
            new NumberColumn("velocity_modulation", "", [.. maps.Select(map => map.VelocityModulation)]),
            new NumberColumn("map_match", "", [.. units.Select(match)]),
        ]);
    }
}
