using Spindle.Contracts;
using Spindle.Tasks.Cognitive;

namespace Spindle.Training;

/// <summary>Which rule each update trains: drawn independently, with the rules' weights.</summary>
internal sealed class RuleSchedule(IReadOnlyList<TrialRule> rules, IStepContext context)
{
    private readonly RandomStream stream = context.Random("trial_training.rule");
    private readonly double whole = rules.Sum(rule => rule.Weight);

    /// <summary>The rule of an update.</summary>
    public string At(long update)
    {
        var left = stream.At(update).Uniform() * whole;
        foreach (var rule in rules)
        {
            left -= rule.Weight;
            if (left < 0) return rule.Name;
        }
        return rules.Last(rule => rule.Weight > 0).Name;
    }
}
