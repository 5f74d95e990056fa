using Spindle.Biomechanics;
using Spindle.Contracts;

namespace Spindle.Probes.Muscles;

/// <summary>
/// The fibre length of every muscle of a musculoskeletal model in given poses, where its fibres and its tendon are in equilibrium at rest, without activation (OpenSim's
/// iteration for the muscle of Schutte 1993).
/// </summary>
/// <remarks>
/// Its tables: <c>fibre_lengths</c> and <c>tendon_lengths</c>, one row a pose in the file's order, a column named after each muscle, in metres. A muscle whose file gives no curves
/// of active force and tendon has no such lengths: the values are missing.
/// </remarks>
[Kind("fibre_lengths", Version = 2)]
[VersionNote(2, "2026-11-25", "the header of a motion says the unit of its angles")]
public sealed record FibreLengths : PosesProbe
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OutputDeclaration> Tables =>
        [new("fibre_lengths", ArtifactType.Table) { Gaps = true }, new("tendon_lengths", ArtifactType.Table) { Gaps = true }];

    /// <inheritdoc/>
    protected override string Operation => "fibre_lengths/measure";
}

/// <summary>Measures fibre lengths at rest.</summary>
[Operation("fibre_lengths/measure")]
public sealed class FibreLengthsMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var rows = PosedRows.Read(context, context.Parameter<FibreLengths>("probe"));
        var (fibres, tendons) = (rows.PerMuscle(rows.Poses.Rows.Count), rows.PerMuscle(rows.Poses.Rows.Count));
        rows.Each(TangentPoints.Current, (row, posed) =>
        {
            for (var i = 0; i < fibres.Length; i++)
            {
                (fibres[i][row], tendons[i][row]) = rows.Model.Muscles[i].Fibres is { } properties
                    ? FibreEquilibrium.Solve(properties, posed.Path(i).Length)
                    : (double.NaN, double.NaN);
            }
        });
        context.WriteTable("fibre_lengths", rows.Named(fibres));
        context.WriteTable("tendon_lengths", rows.Named(tendons));
        rows.WriteCounts();
    }
}
