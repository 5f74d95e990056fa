using System.Text;
using Spindle.Biomechanics.Models;
using Spindle.Contracts;

namespace Spindle.Biomechanics.Poses;

/// <summary>Reads files of poses: comma separated with columns <c>q.coordinate</c>, or OpenSim's .mot and .sto, told apart by their content.</summary>
public static class PoseFile
{
    /// <summary>Reads the poses of a model.</summary>
    /// <exception cref="SpindleException">The file is not of this form, or sets a coordinate that the model does not have.</exception>
    public static PoseTable Read(Stream stream, MusculoskeletalModel model, CancellationToken cancellation)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        string text;
        try
        {
            text = reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw Malformed(1, "bytes that are not UTF-8");
        }
        var poses = StorageRows.Has(text) ? StoragePoses.Read(text, model, cancellation) : SeparatedPoses.Read(text, model, cancellation);
        return poses.Rows.Count > 0 ? poses : throw Malformed(1, "the file has no pose");
    }

    internal static SpindleException Malformed(int line, string message) => new(DiagnosticCodes.MalformedPoses, $"line {line}: {message}");
}
