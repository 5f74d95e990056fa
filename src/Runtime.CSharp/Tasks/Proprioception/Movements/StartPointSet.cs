using Spindle.Biomechanics.TwoLink;
using Spindle.Contracts;

namespace Spindle.Tasks.Proprioception.Movements;

/// <summary>The start points of both planes, cm in the world.</summary>
public sealed record StartPointSet(
    IReadOnlyList<(double X, double Y, double Z)> Horizontal, IReadOnlyList<(double X, double Y, double Z)> Vertical)
{
    /// <summary>Those of a plane.</summary>
    public IReadOnlyList<(double X, double Y, double Z)> Of(WritingPlane plane) => plane == WritingPlane.Horizontal ? Horizontal : Vertical;

    /// <summary>All that the arm reaches a box about.</summary>
    public static StartPointSet Of(TwoLinkArm arm, StartLattice lattice)
    {
        var points = new StartPoints(arm, lattice);
        return new(Wide(points.Of(WritingPlane.Horizontal)), Wide(points.Of(WritingPlane.Vertical)));
    }

    /// <summary>As tensors <c>horizontal</c> and <c>vertical</c>, points × 3: the layout of the published files.</summary>
    public IReadOnlyDictionary<string, TensorData> ToTensors() => new Dictionary<string, TensorData>
    {
        ["horizontal"] = Tensor(Horizontal),
        ["vertical"] = Tensor(Vertical),
    };

    /// <summary>The points that <see cref="ToTensors"/> wrote.</summary>
    public static StartPointSet Read(IReadOnlyDictionary<string, TensorData> tensors) => new(Points(tensors["horizontal"]), Points(tensors["vertical"]));

    private static (double, double, double)[] Wide(IReadOnlyList<(int X, int Y, int Z)> points) => [.. points.Select(point => ((double)point.X, (double)point.Y, (double)point.Z))];

    private static TensorData Tensor(IReadOnlyList<(double X, double Y, double Z)> points) =>
        TensorData.Of<double>(points.SelectMany(point => new[] { point.X, point.Y, point.Z }).ToArray(), points.Count, 3);

    private static (double, double, double)[] Points(TensorData tensor) =>
        [.. tensor.Values<double>().ToArray().Chunk(3).Select(point => (point[0], point[1], point[2]))];
}
