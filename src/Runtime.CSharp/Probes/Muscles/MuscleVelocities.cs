using Spindle.Biomechanics;
using Spindle.Contracts;

namespace Spindle.Probes.Muscles;

/// <summary>
/// How fast every muscle-tendon unit of a musculoskeletal model lengthens in given poses at given speeds of the coordinates, with the points where it touches surfaces
/// counted as fixed to their bodies, as OpenSim computes it; a muscle that shortens has a negative velocity. The file of poses must give speeds too: comma separated in
/// columns <c>u.coordinate</c>, in radians or metres per second; in an OpenSim motion in columns <c>/jointset/joint/coordinate/speed</c> or <c>coordinate_u</c>.
/// </summary>
/// <remarks>
/// Coordinates without a speed are at rest, those that follow another by a coupler follow its speed too. Its table: <c>velocities</c>, one row a pose in the file's order, a
/// column named after each muscle, in metres per second.
/// </remarks>
[Kind("muscle_velocities", Version = 1)]
public sealed record MuscleVelocities : PosesProbe
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OutputDeclaration> Tables => [new("velocities", ArtifactType.Table)];

    /// <inheritdoc/>
    protected override string Operation => "muscle_velocities/measure";
}

/// <summary>Measures lengthening velocities.</summary>
[Operation("muscle_velocities/measure")]
public sealed class MuscleVelocitiesMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var (rows, given) = PosedRows.ReadMoving(context, context.Parameter<MuscleVelocities>("probe"));
        var velocities = rows.PerMuscle(rows.Poses.Rows.Count);
        var (speeds, each) = (new double[rows.Model.Coordinates.Count], new double[velocities.Length]);
        rows.Each(TangentPoints.Current, (row, posed) =>
        {
            given.Write(row, speeds);
            posed.Velocities(speeds, each);
            for (var i = 0; i < each.Length; i++) velocities[i][row] = each[i];
        });
        context.WriteTable("velocities", rows.Named(velocities));
        rows.WriteCounts();
    }
}
