using MathNet.Numerics.LinearAlgebra;
using Spindle.Contracts;
using Spindle.Probes.Trials;
using Spindle.Statistics;

namespace Spindle.Probes.Population;

/// <summary>Measures <see cref="Pca"/>.</summary>
[Operation("pca/measure")]
public sealed class PcaMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var (probe, activity) = (context.Parameter<Pca>("probe"), context.ReadActivity());
        var conditions = LookedAt.Of(activity, probe.Locations);
        var columns = conditions.Count * activity.Steps;
        var rates = Matrix<double>.Build.DenseOfColumnMajor(columns, activity.Units, new ConditionTrials(activity, conditions).Mean());
        if (probe.Components > Math.Min(columns, activity.Units))
            throw new SpindleException(DiagnosticCodes.UnmetRequirement, $"{probe.Components} components of {activity.Units} units over {columns} steps");
        var fit = PrincipalComponents.Of(probe.ZScore ? ZScore.Columns(rates) : rates, (int)probe.Components);
        var metrics = fit.Ratio.Select((ratio, at) => (Name: $"explained_variance_{at + 1}", ratio)).ToDictionary(entry => entry.Name, entry => entry.ratio);
        metrics["explained_variance"] = fit.Ratio.Sum();
        context.WriteMetrics(metrics);
        context.WriteTensors("components", new Dictionary<string, TensorData>
        {
            ["components"] = TensorData.Of<double>(fit.Components.ToRowMajorArray(), fit.Components.RowCount, fit.Components.ColumnCount),
            ["explained_variance_ratio"] = TensorData.Of<double>(fit.Ratio, fit.Ratio.Length),
        });
        var courses = fit.Scores.ToColumnMajorArray();
        var table = new CourseTable("component");
        var panels = new List<Panel>();
        for (var component = 0; component < fit.Ratio.Length; component++)
        {
            var course = courses.AsSpan(component * columns, columns);
            table.Add($"{component + 1}", activity, conditions, course);
            panels.Add(ComponentFigure.Panel($"Component {component + 1} ({fit.Ratio[component]:P0})", activity, conditions, course));
        }
        context.WriteTable("courses", table.ToTable());
        context.WriteFigure("pca", new(
            "Principal components", "Mean activity along its directions of greatest variance, a line each location of the cue; vertical lines are borders of epochs.",
            panels, Math.Min(2, panels.Count)));
    }
}
