using Spindle.Biomechanics.Models;
using Spindle.Biomechanics.OpenSim;
using Spindle.Contracts;

namespace Spindle.Biomechanics.Arms;

/// <summary>Where a musculoskeletal model comes from.</summary>
internal static class ModelSource
{
    /// <summary>The model in a file that a step names; Spindle's own arm where it names none.</summary>
    /// <exception cref="SpindleException">The file is malformed.</exception>
    public static MusculoskeletalModel Read(IStepContext context, DataFile? named)
    {
        if (named is null) return SpindleArm.Read();
        using var file = context.ReadFile(named);
        return OsimReader.Read(file, context.Cancellation);
    }
}
