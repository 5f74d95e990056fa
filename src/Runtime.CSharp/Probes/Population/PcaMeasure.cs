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
        if (context.Absence() is { } reason)
        {
            probe.WriteAbsent(context, activity, reason);
            Write(context, new Dictionary<string, TensorData>(), new("component"), []);
            return;
        }
        var conditions = LookedAt.Of(activity, probe.Locations);
        var columns = conditions.Count * activity.Steps;
        var rates = Matrix<double>.Build.DenseOfColumnMajor(columns, activity.Units, new ConditionTrials(activity, conditions).Mean());
        if (probe.Components > Math.Min(columns, activity.Units))
            throw new SpindleException(DiagnosticCodes.UnmetRequirement, $"{probe.Components} components of {activity.Units} units over {columns} steps");
        var fit = PrincipalComponents.Of(probe.ZScore ? ZScore.Columns(rates) : rates, (int)probe.Components);
        var numbers = new MeasuredNumbers();
        for (var component = 0; component < fit.Ratio.Length; component++) numbers.Add($"explained_variance_{component + 1}", fit.Ratio[component], "");
        numbers.Add("explained_variance", fit.Ratio.Sum(), "");
        numbers.Write(context);
        var tensors = new Dictionary<string, TensorData>
        {
            ["components"] = TensorData.Of<double>(fit.Components.ToRowMajorArray(), fit.Components.RowCount, fit.Components.ColumnCount),
            ["explained_variance_ratio"] = TensorData.Of<double>(fit.Ratio, fit.Ratio.Length),
        };
        var courses = fit.Scores.ToColumnMajorArray();
        var table = new CourseTable("component");
        var panels = new List<Panel>();
        for (var component = 0; component < fit.Ratio.Length; component++)
        {
            var course = courses.AsSpan(component * columns, columns);
            table.Add($"{component + 1}", activity, conditions, course);
            panels.Add(ComponentFigure.Panel($"Component {component + 1} ({fit.Ratio[component]:P0})", activity, conditions, course, legend: component == 0));
        }
        Write(context, tensors, table, panels);
    }

    private static void Write(IStepContext context, Dictionary<string, TensorData> tensors, CourseTable table, IReadOnlyList<Panel> panels)
    {
        context.WriteTensors("components", tensors);
        context.WriteTable("courses", table.ToTable());
        context.WriteFigure("pca", new(
            "Principal components", "Mean activity along its directions of greatest variance, a line each location of the cue; vertical lines are borders of epochs.",
            panels, 2));
    }
}
