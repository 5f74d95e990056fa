using Spindle.Biomechanics;
using Spindle.Biomechanics.Models;
using Spindle.Biomechanics.OpenSim;

namespace Spindle.Bench.Muscles;

/// <summary>A model and the numbers that OpenSim gives for 200 poses of it.</summary>
internal sealed class OpenSimTables
{
    private readonly string prefix;

    private OpenSimTables(string name, string file, string folder)
    {
        Name = name;
        prefix = Path.Combine(folder, name);
        using var stream = File.OpenRead(Path.Combine(folder, file));
        Model = OsimReader.Read(stream, CancellationToken.None);
        Poses = new($"{prefix}_poses_public.csv");
    }

    /// <summary>The model's short name.</summary>
    public string Name { get; }

    /// <summary>The model.</summary>
    public MusculoskeletalModel Model { get; }

    /// <summary>The poses, with the released program's positions and lengths.</summary>
    public NumberFile Poses { get; }

    /// <summary>The models of a folder <c>data/opensim</c>.</summary>
    public static IEnumerable<OpenSimTables> All(string folder) =>
    [
        new("mobl_arms", "MoBL_ARMS_module5_scaleIK.osim", folder),
        new("macaque_snap", "Snap_scaled_fin1.osim", folder),
        new("macaque_butter", "ButterScaledArm_ale.osim", folder),
    ];

    /// <summary>Another table of the model.</summary>
    public NumberFile Table(string quantity) => new($"{prefix}_{quantity}_public.csv");

    /// <summary>The coordinates of a pose.</summary>
    public double[] Coordinates(int pose) => [.. Model.Coordinates.Select(coordinate => Poses.Number(pose, $"q.{coordinate.Name}"))];

    /// <summary>Sets a pose.</summary>
    public void Set(PosedModel posed, int pose) => posed.Set(Coordinates(pose));
}
