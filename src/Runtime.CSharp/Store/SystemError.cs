namespace Spindle.Store;

/// <summary>What the system says when it refuses file work; .NET hands over the error number of Unix as the exception's result code.</summary>
internal static class SystemError
{
    private const int TooManyFilesInSystem = 23, TooManyFiles = 24, NoMemory = 12;
    private const int NoSpace = 28, FileTooLarge = 27, QuotaOnLinux = 122, QuotaOnMacOS = 69;
    private const int ReadOnlyFileSystem = 30;

    /// <summary>Whether an exception is the system's refusal of file work at all.</summary>
    public static bool Is(Exception problem) => problem is IOException or UnauthorizedAccessException;

    /// <summary>Whether a file or its folder is simply not there.</summary>
    public static bool IsAbsence(Exception problem) => problem is FileNotFoundException or DirectoryNotFoundException;

    /// <summary>Whether the disk, the quota or the largest size of a file is used up.</summary>
    public static bool IsNoRoom(Exception problem) =>
        Number(problem) is NoSpace or FileTooLarge || Number(problem) == (OperatingSystem.IsMacOS() ? QuotaOnMacOS : QuotaOnLinux);

    /// <summary>Whether permission is missing.</summary>
    public static bool IsForbidden(Exception problem) => problem is UnauthorizedAccessException || Number(problem) == ReadOnlyFileSystem;

    /// <summary>Whether this process or machine is short of something, so that the refusal says nothing about the file.</summary>
    public static bool IsShortage(Exception problem) => Number(problem) is TooManyFiles or TooManyFilesInSystem or NoMemory;

    private static int Number(Exception problem) => problem is IOException ? problem.HResult & 0xffff : 0;
}
