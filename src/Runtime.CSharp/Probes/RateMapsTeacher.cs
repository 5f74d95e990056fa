using Spindle.Contracts;

namespace Spindle.Probes;

/// <summary>Measures the rate maps of a task's simulated neurons, over the same steps as those of a network.</summary>
[Operation("rate_maps/teacher")]
public sealed class RateMapsTeacher : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var grid = context.Parameter<RateMaps>("probe").Grid();
        var maps = RateMapsOfUnits.Teacher(grid, new SimulatedTrials(context.ReadTensors("test")));
        context.WriteMetrics(new Dictionary<string, double>
        {
            ["velocity_modulation_teacher_median"] = RateMapsOfUnits.MedianModulation(maps),
        });
        context.WriteTensors("maps", new Dictionary<string, TensorData>
        {
            ["maps"] = RateMapsOfUnits.Tensor(maps),
            ["visits"] = TensorData.Of<long>(maps[0].Visits, grid.VelocityBins, grid.HeadingBins),
        });
        context.WriteTable("units", RateMapsOfUnits.Table(maps, _ => "teacher", _ => 1));
        context.WriteFigure("rate_maps", RateMapMosaic.Draw([("Teacher", maps)]));
    }
}
