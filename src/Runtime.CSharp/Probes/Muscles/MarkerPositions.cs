using Spindle.Biomechanics;
using Spindle.Contracts;

namespace Spindle.Probes.Muscles;

/// <summary>Where the markers and the bodies of a musculoskeletal model are in given poses, in its ground.</summary>
/// <remarks>
/// Its table: <c>positions</c>, one row a pose in the file's order; three columns for each marker, <c>marker.x</c>, <c>.y</c> and <c>.z</c>, then three for the origin of each body
/// but the ground, <c>body_origin.x</c> and so on, in metres.
/// </remarks>
[Kind("marker_positions", Version = 2)]
[VersionNote(2, "2026-11-25", "the header of a motion says the unit of its angles")]
public sealed record MarkerPositions : PosesProbe
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OutputDeclaration> Tables => [new("positions", ArtifactType.Table)];

    /// <inheritdoc/>
    protected override string Operation => "marker_positions/measure";
}

/// <summary>Measures positions.</summary>
[Operation("marker_positions/measure")]
public sealed class MarkerPositionsMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var rows = PosedRows.Read(context, context.Parameter<MarkerPositions>("probe"));
        var points = rows.Model.Markers.Select(marker => (marker.Name, marker.Body, marker.Location))
            .Concat(rows.Model.Bodies.Index().Skip(1).Select(body => ($"{body.Item.Name}_origin", body.Index, default(Vec3))))
            .DistinctBy(point => point.Item1).ToArray();
        double[][] columns = [.. Enumerable.Range(0, 3 * points.Length).Select(_ => new double[rows.Poses.Rows.Count])];
        rows.Each(TangentPoints.Current, (row, posed) =>
        {
            for (var i = 0; i < points.Length; i++)
            {
                var position = posed.Bodies[points[i].Item2] * points[i].Item3;
                for (var axis = 0; axis < 3; axis++) columns[3 * i + axis][row] = position[axis];
            }
        });
        context.WriteTable("positions", new([.. columns.Select((column, at) => new NumberColumn($"{points[at / 3].Item1}.{"xyz"[at % 3]}", "", column))]));
        rows.WriteCounts();
    }
}
