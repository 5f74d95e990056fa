using Spindle.Biomechanics;
using Spindle.Contracts;

namespace Spindle.Probes.Muscles;

/// <summary>The muscle-tendon length of every muscle of a musculoskeletal model in given poses, over the surfaces that its path wraps over, as OpenSim computes it.</summary>
/// <remarks>Its table: <c>lengths</c>, one row a pose in the file's order, a column named after each muscle, in metres.</remarks>
[Kind("muscle_lengths", Version = 2)]
[VersionNote(2, "2026-11-25", "the header of a motion says the unit of its angles")]
public sealed record MuscleLengths : PosesProbe
{
    /// <summary>
    /// Which positions count for the straight pieces of a path over several surfaces: those in the end, or those of the first use, as in OpenSim 4.0 to 4.6, to compare with its numbers.
    /// </summary>
    public TangentPoints TangentPoints { get; init; } = TangentPoints.Current;

    /// <inheritdoc/>
    protected override IReadOnlyList<OutputDeclaration> Tables => [new("lengths", ArtifactType.Table)];

    /// <inheritdoc/>
    protected override string Operation => "muscle_lengths/measure";
}

/// <summary>Measures muscle-tendon lengths.</summary>
[Operation("muscle_lengths/measure")]
public sealed class MuscleLengthsMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<MuscleLengths>("probe");
        var rows = PosedRows.Read(context, probe);
        var lengths = rows.PerMuscle(rows.Poses.Rows.Count);
        rows.Each(probe.TangentPoints, (row, posed) =>
        {
            for (var i = 0; i < lengths.Length; i++) lengths[i][row] = posed.Path(i).Length;
        });
        context.WriteTable("lengths", rows.Named(lengths));
        rows.WriteCounts();
    }
}
