using Spindle.Biomechanics.Models;
using Spindle.Biomechanics.OpenSim;

namespace Spindle.Biomechanics.Arms;

/// <summary>Spindle's own arm: four coordinates and 25 muscles, named as in the studies of human arms; the file says where its figures come from.</summary>
public static class SpindleArm
{
    private const string Resource = "Spindle.Biomechanics.Arms.spindle_arm.osim";

    /// <summary>Reads it.</summary>
    public static MusculoskeletalModel Read()
    {
        using var stream = typeof(SpindleArm).Assembly.GetManifestResourceStream(Resource)!;
        return OsimReader.Read(stream, CancellationToken.None);
    }
}
