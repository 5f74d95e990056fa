using Microsoft.Win32.SafeHandles;
using Spindle.Contracts;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>Files as they were when the run was planned: what differs from its digest is never read, what changes while it is read fails.</summary>
/// <param name="places">Where files lie, by the digest of their content.</param>
internal sealed class FrozenFiles(IReadOnlyDictionary<Digest, FrozenFile> places)
{
    private readonly List<(FrozenFile File, FileStamp Before)> read = [];

    /// <summary>The content of a file. One that looks as it did when it was digested is not digested again.</summary>
    /// <exception cref="SpindleException">It is gone, or is not what it was.</exception>
    public Stream Open(DataFile file)
    {
        if (!places.TryGetValue(new(file.Digest), out var place))
            throw new SpindleException(DiagnosticCodes.FileChanged, $"nobody told where the file {file.Path} of digest {file.Digest} lies");
        try
        {
            var stream = new FileStream(place.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            var before = FileStamp.Of(stream.SafeFileHandle);
            if (place.Seen != before && !HasContent(stream.SafeFileHandle, place))
            {
                stream.Dispose();
                throw new SpindleException(DiagnosticCodes.FileChanged, $"the file {place.Path} has changed since the run was planned");
            }
            read.Add((place, before));
            return stream;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SpindleException(DiagnosticCodes.FileChanged, $"the file {place.Path} cannot be read any more: {error.Message}", error);
        }
    }

    /// <summary>Looks once more at every file that was read.</summary>
    /// <exception cref="SpindleException">One changed meanwhile.</exception>
    public void Verify()
    {
        foreach (var (place, before) in read)
            if (!IsStill(place, before))
                throw new SpindleException(DiagnosticCodes.FileChanged, $"the file {place.Path} was changed while it was read");
    }

    private static bool IsStill(FrozenFile place, FileStamp before)
    {
        try
        {
            using var file = File.OpenHandle(place.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var after = FileStamp.Of(file);
            // Permissions and links may change while a file is read; its content may not.
            return after == before || (after with { Changed = before.Changed } == before && HasContent(file, place));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool HasContent(SafeFileHandle file, FrozenFile place) => FileHash.Of(file) == place.Digest;
}
