using System.Net.Http.Headers;
using System.Text;

namespace Spindle.Store.Remotes;

/// <summary>
/// Passwords by host, from the file that curl, git and others read: the one that <c>NETRC</c> names, else <c>~/.netrc</c>.
/// A login with its password is sent as Basic; a password without a login is a token and is sent as Bearer.
/// </summary>
internal static class NetrcFile
{
    /// <summary>What to show to a host; null where the file says nothing of it.</summary>
    /// <exception cref="RemoteException">The file is there and cannot be read.</exception>
    public static AuthenticationHeaderValue? For(string host)
    {
        var path = Environment.GetEnvironmentVariable("NETRC") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), OperatingSystem.IsWindows() ? "_netrc" : ".netrc");
        if (!File.Exists(path)) return null;
        try
        {
            return Find(File.ReadAllText(path), host);
        }
        catch (Exception problem) when (SystemError.Is(problem))
        {
            throw RemoteException.Lasting($"'{path}', where passwords are kept, cannot be read", cause: problem);
        }
    }

    /// <summary>What a file's text says of a host; the first entry counts, then that of <c>default</c>.</summary>
    internal static AuthenticationHeaderValue? Find(string text, string host)
    {
        var words = new Queue<string>(Words(text));
        string? login = null, password = null;
        var (isOurs, found) = (false, false);
        while (words.TryDequeue(out var word))
        {
            switch (word)
            {
                case "machine" or "default" when found:
                    words.Clear();
                    break;
                case "machine":
                    found = isOurs = words.TryDequeue(out var machine) && machine.Equals(host, StringComparison.OrdinalIgnoreCase);
                    break;
                case "default":
                    found = isOurs = true;
                    break;
                case "login" when words.TryDequeue(out var value):
                    if (isOurs) login = value;
                    break;
                case "password" when words.TryDequeue(out var value):
                    if (isOurs) password = value;
                    break;
                case "account":
                    words.TryDequeue(out _);
                    break;
            }
        }
        if (password is null) return null;
        return login is null ? new("Bearer", password) : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}")));
    }

    /// <summary>The words of the file without comments and macros; a word in quotes may hold spaces.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var inMacro = false;
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.Length == 0) inMacro = false;
            if (inMacro || line.StartsWith('#')) continue;
            foreach (var word in WordsOf(line))
            {
                if (word == "macdef") inMacro = true;
                if (inMacro) break;
                yield return word;
            }
        }
    }

    private static IEnumerable<string> WordsOf(string line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (char.IsWhiteSpace(line[at])) continue;
            var quoted = line[at] == '"';
            if (quoted) at++;
            var word = new StringBuilder();
            for (; at < line.Length && (quoted ? line[at] != '"' : !char.IsWhiteSpace(line[at])); at++)
            {
                if (quoted && line[at] == '\\' && at + 1 < line.Length) at++;
                word.Append(line[at]);
            }
            yield return word.ToString();
        }
    }
}
