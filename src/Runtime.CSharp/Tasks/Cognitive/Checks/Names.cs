using System.Text.RegularExpressions;
using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive.Checks;

/// <summary>Whether names within a task can be told apart and are there.</summary>
internal static partial class Names
{
    /// <summary>What is wrong with names that are given.</summary>
    public static IEnumerable<Problem> Given(string list, string what, IReadOnlyList<string> names)
    {
        for (var at = 0; at < names.Count; at++)
        {
            if (Unusable($"{list}[{at}].Name", what, names[at]) is { } problem) yield return problem;
            else if (names.Take(at).Contains(names[at]))
                yield return new(DiagnosticCodes.DuplicateName, $"{list}[{at}].Name", $"there is another {what} '{names[at]}' before it");
        }
    }

    /// <summary>What is wrong with a name as such, or null.</summary>
    public static Problem? Unusable(string path, string what, string name) => Usable().IsMatch(name)
        ? null
        : new(DiagnosticCodes.UnusableName, path, $"'{name}' cannot be the name of a {what}", "small letters, digits and _, beginning with a letter");

    /// <summary>What is wrong with a name that is referred to, or null.</summary>
    /// <param name="known">The names that may be meant.</param>
    public static Problem? Known(string path, string what, string name, IEnumerable<string> known)
    {
        if (known.Contains(name)) return null;
        var there = string.Join(", ", known);
        return new(
            DiagnosticCodes.DanglingReference,
            path,
            $"there is no {what} '{name}'",
            there.Length == 0 ? null : $"there are: {there}");
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Usable();
}
