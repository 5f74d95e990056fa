using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Checks;

namespace Spindle.Tasks.Cognitive;

/// <summary>Several tasks that one network learns together; it is told by a channel of its own which one to do.</summary>
[Kind("rule_set", Version = 1)]
public sealed record RuleSet : TrialTaskSpec
{
    /// <summary>The tasks, in the order of their channels.</summary>
    public IReadOnlyList<TrialSpec> Tasks { get; init; } = [];

    /// <summary>The tasks and the weights of a published study, instead.</summary>
    public PublishedRules Published { get; init; } = PublishedRules.None;

    /// <summary>How often each is trained, relative to the others; 0 for never; empty for all alike, or as published.</summary>
    [Range("0", "1000000")] public IReadOnlyList<double> Weights { get; init; } = [];

    /// <summary>The rules that are trained; the others have a channel but no trials. Empty for all.</summary>
    public IReadOnlyList<string> Trained { get; init; } = [];

    /// <summary>The tasks, its own or the published ones.</summary>
    public IReadOnlyList<TrialSpec> Members => Published == PublishedRules.None ? Tasks : PublishedTasks.Of(Published);

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate() => RuleSetChecks.Of(this);

    /// <inheritdoc/>
    public override TrialLayout Layout() => Members[0].Layout() with { Rules = Members.Count };

    /// <inheritdoc/>
    public override IReadOnlyList<TrialRule> Rules() => [.. Members.Select((task, at) => new TrialRule(task.RuleName, WeightOf(task, at)))];

    /// <inheritdoc/>
    public override IReadOnlyList<Epoch> EpochsOf(string rule) => Members[IndexOf(rule)].EpochsOf(rule);

    /// <inheritdoc/>
    public override IReadOnlyList<int> TestCues(string rule) => Members[IndexOf(rule)].TestCuesAs(Layout());

    /// <inheritdoc/>
    public override TrialBatch Draw(string rule, TrialMode mode, Objective objective, double noise, RandomStream stream)
    {
        var index = IndexOf(rule);
        return Members[index].DrawAs(Layout(), index, mode, objective, noise, stream);
    }

    /// <summary>The signature of the task with the longest test trials, with the channels and the variables of all.</summary>
    public override TaskSignature Signature()
    {
        var all = Members.Select(task => task.Signature()).ToArray();
        var longest = all.MaxBy(signature => signature.Steps)!;
        return longest with
        {
            Inputs = [.. longest.Inputs.SkipLast(1), new("rule", all.Length, "")],
            Variables = [.. all.SelectMany(signature => signature.Variables).Distinct()],
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => new Dictionary<string, ArtifactRef>();

    private double WeightOf(TrialSpec task, int at)
    {
        if (Trained.Count > 0 && !Trained.Contains(task.RuleName)) return 0;
        var weights = Weights.Count > 0 ? Weights : PublishedTasks.Weights(Published);
        return weights.Count > 0 ? weights[at] : 1;
    }

    private int IndexOf(string rule)
    {
        var members = Members;
        for (var at = 0; at < members.Count; at++)
            if (members[at].RuleName == rule) return at;
        throw new KeyNotFoundException($"there is no rule '{rule}', only {string.Join(", ", members.Select(task => task.RuleName))}");
    }
}
