using Spindle.Biomechanics;
using Spindle.Biomechanics.Models;
using Spindle.Contracts;

namespace Spindle.Probes.Muscles;

/// <summary>
/// The moment arm of every muscle of a musculoskeletal model at its angles in given poses: the force on the angle per unit of tension, positive where a pull increases it, with
/// the path as it runs counted as fixed to its bodies (OpenSim's definition, not the slope of the length).
/// </summary>
/// <remarks>
/// Its table: <c>moment_arms</c>, for each pose in the file's order a row per angle; the columns <c>pose</c> (from 0) and <c>coordinate</c>, and one named after each muscle,
/// in metres. Angles are the coordinates that are rotational, not locked and follow no other.
/// </remarks>
[Kind("moment_arms", Version = 2)]
[VersionNote(2, "2026-11-25", "the header of a motion says the unit of its angles")]
public sealed record MomentArms : PosesProbe
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OutputDeclaration> Tables => [new("moment_arms", ArtifactType.Table)];

    /// <inheritdoc/>
    protected override string Operation => "moment_arms/measure";
}

/// <summary>Measures moment arms.</summary>
[Operation("moment_arms/measure")]
public sealed class MomentArmsMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var rows = PosedRows.Read(context, context.Parameter<MomentArms>("probe"));
        int[] angles = [.. rows.Model.Coordinates.Index().Where(item => item.Item is { Motion: Motion.Rotational, Locked: false, Coupling: null }).Select(item => item.Index)];
        var count = rows.Poses.Rows.Count * angles.Length;
        var (poses, names, arms) = (new long[count], new string[count], rows.PerMuscle(count));
        var each = new double[rows.Model.Muscles.Count];
        rows.Each(TangentPoints.Current, (row, posed) =>
        {
            for (var angle = 0; angle < angles.Length; angle++)
            {
                var at = row * angles.Length + angle;
                (poses[at], names[at]) = (row, rows.Model.Coordinates[angles[angle]].Name);
                posed.MomentArms(angles[angle], each);
                for (var i = 0; i < each.Length; i++) arms[i][at] = each[i];
            }
        });
        context.WriteTable("moment_arms", new([new IntegerColumn("pose", "", poses), new TextColumn("coordinate", names), .. rows.Named(arms).Columns]));
        rows.WriteCounts();
    }
}
