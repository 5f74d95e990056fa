namespace Spindle.Store;

/// <summary>Reads a file at once, while others may move or delete it, and without the locks that some shared file systems lack.</summary>
internal static class WholeFile
{
    private const FileShare Anything = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>Opens a file to read.</summary>
    public static Microsoft.Win32.SafeHandles.SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.Read, Anything);

    /// <summary>Whether a file that is absent when it is opened is in truth a link that leads nowhere.</summary>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>A file's size and times, those of what it leads to where it is a link; null where there is none.</summary>
    public static FileInfo? Look(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null) file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        return file is { Exists: true } ? file : null;
    }

    /// <summary>All bytes of a file with the time of its last change; null where it is larger than it may be.</summary>
    public static (byte[] Bytes, DateTime Modified)? Read(string path, long most)
    {
        using var file = Open(path);
        var length = RandomAccess.GetLength(file);
        if (length > most) return null;
        var bytes = new byte[length];
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(read), read) is var more and > 0) read += more;
        return (read == bytes.Length ? bytes : bytes[..read], File.GetLastWriteTimeUtc(file));
    }
}
