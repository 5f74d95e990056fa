using System.Collections.Concurrent;
using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics;

/// <summary>An arm that a musculoskeletal model describes.</summary>
public sealed class ModelArm : IArm
{
    private readonly MusculoskeletalModel model;
    private readonly int[] coordinates;
    private readonly int[] muscles;
    private readonly Dictionary<ArmPoint, (int Body, Vec3 Location)> points;
    private readonly ConcurrentBag<PosedModel> idle = [];

    /// <summary>An arm.</summary>
    /// <param name="model">The model.</param>
    /// <param name="coordinates">The coordinates that a pose sets.</param>
    /// <param name="muscles">The muscles that are asked for.</param>
    /// <param name="points">The markers, or else the bodies whose origins, the arm's points are.</param>
    /// <exception cref="ArgumentException">The model has no such coordinate, muscle, marker or body.</exception>
    public ModelArm(
        MusculoskeletalModel model, IReadOnlyList<string> coordinates, IReadOnlyList<string> muscles, IReadOnlyDictionary<ArmPoint, string> points)
    {
        (this.model, Coordinates, Muscles) = (model, [.. coordinates], [.. muscles]);
        this.coordinates = [.. coordinates.Select(name => Known(model.Coordinate(name), "coordinate", name))];
        this.muscles = [.. muscles.Select(name => Known(model.Muscle(name), "muscle", name))];
        this.points = points.ToDictionary(point => point.Key, point => PointOf(point.Value));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Coordinates { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Muscles { get; }

    /// <inheritdoc/>
    public void Lengths(MuscleMeasure measure, ReadOnlySpan<double> poses, Span<double> lengths)
    {
        var posed = Take();
        var pose = model.Defaults();
        for (var row = 0; row < poses.Length / coordinates.Length; row++)
        {
            Set(posed, pose, poses, row);
            for (var i = 0; i < muscles.Length; i++) lengths[row * muscles.Length + i] = Length(measure, posed, muscles[i]);
        }
        idle.Add(posed);
    }

    /// <inheritdoc/>
    public void Positions(ArmPoint point, ReadOnlySpan<double> poses, Span<double> positions)
    {
        var (body, location) = points[point];
        var posed = Take();
        var pose = model.Defaults();
        for (var row = 0; row < poses.Length / coordinates.Length; row++)
        {
            Set(posed, pose, poses, row);
            var position = posed.Bodies[body] * location;
            for (var axis = 0; axis < 3; axis++) positions[row * 3 + axis] = position[axis];
        }
        idle.Add(posed);
    }

    private static int Known(int index, string what, string name) => index >= 0 ? index : throw new ArgumentException($"the model has no {what} '{name}'");

    private static double Length(MuscleMeasure measure, PosedModel posed, int muscle)
    {
        var length = posed.Path(muscle).Length;
        if (measure == MuscleMeasure.Path) return length;
        if (posed.Model.Muscles[muscle].Fibres is not { } properties) return double.NaN;
        var (fibre, tendon) = FibreEquilibrium.Solve(properties, length);
        return measure == MuscleMeasure.Fibre ? fibre : fibre + tendon;
    }

    private PosedModel Take() => idle.TryTake(out var posed) ? posed : new(model);

    private void Set(PosedModel posed, double[] pose, ReadOnlySpan<double> poses, int row)
    {
        for (var i = 0; i < coordinates.Length; i++) pose[coordinates[i]] = poses[row * coordinates.Length + i];
        posed.Set(pose);
    }

    private (int Body, Vec3 Location) PointOf(string name) =>
        model.Marker(name) is >= 0 and var marker
            ? (model.Markers[marker].Body, model.Markers[marker].Location)
            : (Known(model.Body(name), "marker or body", name), default);
}
