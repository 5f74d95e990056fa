using Spindle.Biomechanics;
using Spindle.Biomechanics.Arms;
using Spindle.Biomechanics.Models;
using Spindle.Biomechanics.Poses;
using Spindle.Contracts;

namespace Spindle.Probes.Muscles;

/// <summary>The model and the poses of a step, and what is measured pose by pose.</summary>
internal sealed class PosedRows
{
    private readonly IStepContext context;

    private PosedRows(IStepContext context, MusculoskeletalModel model, PoseTable poses) => (this.context, Model, Poses) = (context, model, poses);

    /// <summary>The model.</summary>
    public MusculoskeletalModel Model { get; }

    /// <summary>The poses.</summary>
    public PoseTable Poses { get; }

    /// <summary>Reads what a probe names.</summary>
    public static PosedRows Read(IStepContext context, PosesProbe probe)
    {
        var model = ModelSource.Read(context, probe.Model);
        using var poses = context.ReadFile(probe.Poses);
        return new(context, model, PoseFile.Read(poses, model, context.Cancellation));
    }

    /// <summary>Reads what a probe names, with the speeds in the file of poses.</summary>
    public static (PosedRows Rows, PoseTable Speeds) ReadMoving(IStepContext context, PosesProbe probe)
    {
        var model = ModelSource.Read(context, probe.Model);
        using var file = context.ReadFile(probe.Poses);
        var (poses, speeds) = PoseFile.ReadMoving(file, model, context.Cancellation);
        return (new(context, model, poses), speeds);
    }

    /// <summary>Measures every pose, in the file's order.</summary>
    public void Each(TangentPoints tangents, Action<int, PosedModel> measure)
    {
        var posed = new PosedModel(Model, tangents);
        var pose = Model.Defaults();
        for (var row = 0; row < Poses.Rows.Count; row++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            Poses.Write(row, pose);
            posed.Set(pose);
            measure(row, posed);
            if (row % 1000 == 999) context.Progress((row + 1.0) / Poses.Rows.Count, $"pose {row + 1}");
        }
    }

    /// <summary>A column for each muscle, in metres, of a table with so many rows.</summary>
    public double[][] PerMuscle(int rows) => [.. Model.Muscles.Select(_ => new double[rows])];

    /// <summary>A table of columns that are named after the muscles and by nothing else: an exported column would show a unit beside its name.</summary>
    public Table Named(double[][] columns) => new([.. Model.Muscles.Zip(columns, (muscle, column) => new NumberColumn(muscle.Name, "", column))]);

    /// <summary>Writes the metrics.</summary>
    public void WriteCounts() =>
        context.WriteMetrics(new Dictionary<string, double> { ["poses"] = Poses.Rows.Count, ["muscles"] = Model.Muscles.Count });
}
