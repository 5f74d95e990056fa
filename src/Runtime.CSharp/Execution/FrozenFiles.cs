using System.Security.Cryptography;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Execution;

/// <summary>Files as they were when the run was planned: what differs from its digest is never read, what changes while it is read fails.</summary>
/// <param name="places">Where files lie, by the digest of their content.</param>
internal sealed class FrozenFiles(IReadOnlyDictionary<Digest, string> places)
{
    private readonly List<(string Path, Stamp Before)> read = [];

    /// <summary>The content of a file.</summary>
    /// <exception cref="SpindleException">It is gone, or is not what it was.</exception>
    public Stream Open(DataFile file)
    {
        if (!places.TryGetValue(new(file.Digest), out var path))
            throw new SpindleException(DiagnosticCodes.FileChanged, $"nobody told where the file {file.Path} of digest {file.Digest} lies");
        try
        {
            var before = Stamp.Of(path);
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            if (Convert.ToHexStringLower(SHA256.HashData(stream)) != file.Digest)
            {
                stream.Dispose();
                throw new SpindleException(DiagnosticCodes.FileChanged, $"the file {path} has changed since the run was planned");
            }
            stream.Position = 0;
            read.Add((path, before));
            return stream;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SpindleException(DiagnosticCodes.FileChanged, $"the file {path} cannot be read any more: {error.Message}", error);
        }
    }

    /// <summary>Looks once more at every file that was read.</summary>
    /// <exception cref="SpindleException">One changed meanwhile.</exception>
    public void Verify()
    {
        foreach (var (path, before) in read)
            if (!File.Exists(path) || Stamp.Of(path) != before)
                throw new SpindleException(DiagnosticCodes.FileChanged, $"the file {path} was changed while it was read");
    }

    private readonly record struct Stamp(long Length, DateTime Written)
    {
        public static Stamp Of(string path)
        {
            var file = new FileInfo(path);
            return new(file.Length, file.LastWriteTimeUtc);
        }
    }
}
