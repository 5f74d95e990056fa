using Spindle.Biomechanics.Models;
using Spindle.Biomechanics.Paths;

namespace Spindle.Biomechanics;

/// <summary>
/// A model in a pose: where its bodies stand, how its muscles run. It is set again for every pose and belongs to one thread; nothing of a pose is left when the next one is set.
/// </summary>
public sealed class PosedModel
{
    private readonly int[] dependent;
    private readonly Placement[] jointInBodyInverse;
    private readonly MusclePath[] paths;
    private readonly double[] coordinates;
    private readonly Placement[] bodies;
    private readonly Placement[] wraps;
    private readonly BodyRates rates;

    /// <summary>A model in the pose of its defaults.</summary>
    public PosedModel(MusculoskeletalModel model, TangentPoints tangents = TangentPoints.Current)
    {
        Model = model;
        dependent = CouplingOrder.Of(model.Coordinates);
        jointInBodyInverse = [.. model.Bodies.Select(body => body.JointInBody.Inverse)];
        coordinates = new double[model.Coordinates.Count];
        bodies = new Placement[model.Bodies.Count];
        wraps = new Placement[model.Wraps.Count];
        paths = [.. model.Muscles.Select(muscle => new MusclePath(muscle, this, tangents))];
        rates = new(this);
        Set(model.Defaults());
    }

    /// <summary>The model.</summary>
    public MusculoskeletalModel Model { get; }

    /// <summary>The coordinates of the pose, dependent ones as they follow from the others.</summary>
    public ReadOnlySpan<double> Coordinates => coordinates;

    /// <summary>Where the bodies stand in the ground.</summary>
    public ReadOnlySpan<Placement> Bodies => bodies;

    /// <summary>Where the wrap objects stand in the ground.</summary>
    internal ReadOnlySpan<Placement> Wraps => wraps;

    /// <summary>Sets the pose.</summary>
    /// <param name="pose">A value for each coordinate of the model; those of dependent ones are not looked at.</param>
    public void Set(ReadOnlySpan<double> pose)
    {
        pose.CopyTo(coordinates);
        foreach (var index in dependent)
        {
            var coupling = Model.Coordinates[index].Coupling!;
            coordinates[index] = coupling.Scale * coupling.Function.Value(coordinates[coupling.Independent]);
        }
        bodies[0] = Placement.None;
        for (var i = 1; i < bodies.Length; i++)
        {
            var body = Model.Bodies[i];
            bodies[i] = bodies[body.Parent] * body.JointInParent * Motion(body) * jointInBodyInverse[i];
        }
        foreach (var wrap in Model.Wraps) wraps[wrap.Index] = bodies[wrap.Body] * wrap.InBody;
        foreach (var path in paths) path.Forget();
        rates.Forget();
    }

    /// <summary>Where a marker is in the ground.</summary>
    public Vec3 Marker(int marker)
    {
        var point = Model.Markers[marker];
        return bodies[point.Body] * point.Location;
    }

    /// <summary>A muscle's path.</summary>
    public MusclePath Path(int muscle)
    {
        paths[muscle].Solve();
        return paths[muscle];
    }

    /// <summary>The muscle-tendon length of every muscle, in metres.</summary>
    public void Lengths(Span<double> lengths)
    {
        for (var i = 0; i < paths.Length; i++) lengths[i] = Path(i).Length;
    }

    /// <summary>
    /// The moment arm of every muscle at a coordinate, in metres: positive where a pull increases the coordinate. The path counts as fixed to its bodies, tangent points
    /// too; coordinates that follow this one move along.
    /// </summary>
    public void MomentArms(int coordinate, Span<double> arms)
    {
        Span<double> speeds = stackalloc double[coordinates.Length];
        speeds.Clear();
        speeds[coordinate] = 1;
        rates.Set(speeds);
        for (var i = 0; i < paths.Length; i++) arms[i] = Path(i).Pull(rates);
    }

    /// <summary>How fast every muscle lengthens, in metres per second, by the same rule.</summary>
    /// <param name="speeds">The speed of each coordinate; those of dependent ones are not looked at.</param>
    /// <param name="velocities">One per muscle.</param>
    public void Velocities(ReadOnlySpan<double> speeds, Span<double> velocities)
    {
        rates.Set(speeds);
        for (var i = 0; i < paths.Length; i++) velocities[i] = Path(i).Lengthening(rates);
    }

    /// <summary>The speeds of all coordinates, given those of the independent ones.</summary>
    internal void FollowSpeeds(Span<double> speeds)
    {
        foreach (var index in dependent)
        {
            var coupling = Model.Coordinates[index].Coupling!;
            speeds[index] = coupling.Scale * coupling.Function.Slope(coordinates[coupling.Independent]) * speeds[coupling.Independent];
        }
    }

    private Placement Motion(Body body)
    {
        var turn = Rotation.None;
        foreach (var axis in body.Rotations) turn *= Rotation.About(axis.Axis, Along(axis));
        var shift = default(Vec3);
        foreach (var axis in body.Translations) shift += axis.Axis * Along(axis);
        return new(turn, shift);
    }

    private double Along(JointAxis axis) => axis.Function.Value(axis.Coordinate < 0 ? 0 : coordinates[axis.Coordinate]);
}
