using System.Text;

namespace Spindle.Catalog;

/// <summary>Names as experiments write them: <c>LearningRate</c> is <c>learning_rate</c>.</summary>
public static class SnakeCase
{
    /// <summary>The snake_case form of a PascalCase name.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord) text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }
}
