using System.Text;
using Spindle.Biomechanics.Models;
using Spindle.Contracts;

namespace Spindle.Biomechanics.Poses;

/// <summary>
/// Reads files of poses: comma separated with columns <c>q.coordinate</c> and <c>u.coordinate</c>, or OpenSim's .mot and .sto, told apart by their content.
/// </summary>
public static class PoseFile
{
    /// <summary>Reads the poses of a model.</summary>
    /// <exception cref="SpindleException">The file is not of this form, or sets a coordinate that the model does not have.</exception>
    public static PoseTable Read(Stream stream, MusculoskeletalModel model, CancellationToken cancellation) =>
        Read(Text(stream), model, PoseQuantity.Value, cancellation);

    /// <summary>Reads the poses of a model and how fast its coordinates change in them; coordinates without a speed are at rest.</summary>
    /// <exception cref="SpindleException">The file is not of this form, gives no speed, or sets a coordinate that the model does not have.</exception>
    public static (PoseTable Poses, PoseTable Speeds) ReadMoving(Stream stream, MusculoskeletalModel model, CancellationToken cancellation)
    {
        var text = Text(stream);
        return (Read(text, model, PoseQuantity.Value, cancellation), Read(text, model, PoseQuantity.Speed, cancellation));
    }

    internal static SpindleException Malformed(int line, string message) => new(DiagnosticCodes.MalformedPoses, $"line {line}: {message}");

    private static string Text(Stream stream)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw Malformed(1, "bytes that are not UTF-8");
        }
    }

    private static PoseTable Read(string text, MusculoskeletalModel model, PoseQuantity quantity, CancellationToken cancellation)
    {
        var poses = StorageRows.Has(text) ? StoragePoses.Read(text, model, quantity, cancellation) : SeparatedPoses.Read(text, model, quantity, cancellation);
        return poses.Rows.Count > 0 ? poses : throw Malformed(1, "the file has no pose");
    }
}
