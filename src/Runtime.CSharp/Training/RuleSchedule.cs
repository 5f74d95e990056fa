using Spindle.Contracts;
using Spindle.Tasks.Cognitive;

namespace Spindle.Training;

/// <summary>Which rule each update trains: drawn independently, with the rules' weights.</summary>
/// <param name="stream">Item k draws the rule of update k.</param>
internal sealed class RuleSchedule(RandomStream stream)
{
    /// <summary>The rule of an update.</summary>
    public string At(long update, IReadOnlyList<TrialRule> rules)
    {
        var left = stream.At(update).Uniform() * rules.Sum(rule => rule.Weight);
        foreach (var rule in rules)
        {
            left -= rule.Weight;
            if (left < 0) return rule.Name;
        }
        return rules.Last(rule => rule.Weight > 0).Name;
    }
}
