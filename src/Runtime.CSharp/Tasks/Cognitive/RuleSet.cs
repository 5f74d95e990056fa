using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive;

/// <summary>Several tasks that one network learns together; it is told by a channel of its own which one to do.</summary>
[Kind("rule_set", Version = 1)]
public sealed record RuleSet : TrialTaskSpec
{
    /// <summary>The tasks, in the order of their channels.</summary>
    public required IReadOnlyList<TrialSpec> Tasks { get; init; }

    /// <summary>How often each is trained, relative to the others; 0 for never; empty for all alike.</summary>
    [Range("0", "1000000")] public IReadOnlyList<double> Weights { get; init; } = [];

    /// <summary>The rules that are trained; the others have a channel but no trials. Empty for all.</summary>
    public IReadOnlyList<string> Trained { get; init; } = [];

    /// <inheritdoc/>
    public override TrialLayout Layout() => Tasks[0].Layout() with { Rules = Tasks.Count };

    /// <inheritdoc/>
    public override IReadOnlyList<TrialRule> Rules() => [.. Tasks.Select((task, at) => new TrialRule(task.RuleName, WeightOf(task, at)))];

    /// <inheritdoc/>
    public override IReadOnlyList<Epoch> EpochsOf(string rule) => Tasks[IndexOf(rule)].EpochsOf(rule);

    /// <inheritdoc/>
    public override TrialBatch Draw(string rule, TrialMode mode, Objective objective, double noise, RandomStream stream)
    {
        var index = IndexOf(rule);
        return Tasks[index].DrawAs(Layout(), index, mode, objective, noise, stream);
    }

    /// <summary>The signature of the task with the longest test trials, with the channels and the variables of all.</summary>
    public override TaskSignature Signature()
    {
        var all = Tasks.Select(task => task.Signature()).ToArray();
        var longest = all.MaxBy(signature => signature.Steps)!;
        return longest with
        {
            Inputs = [.. longest.Inputs.SkipLast(1), new("rule", Tasks.Count, "")],
            Variables = [.. all.SelectMany(signature => signature.Variables).Distinct()],
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => new Dictionary<string, ArtifactRef>();

    private double WeightOf(TrialSpec task, int at) =>
        Trained.Count > 0 && !Trained.Contains(task.RuleName) ? 0 : Weights.Count > 0 ? Weights[at] : 1;

    private int IndexOf(string rule)
    {
        for (var at = 0; at < Tasks.Count; at++)
            if (Tasks[at].RuleName == rule) return at;
        throw new KeyNotFoundException($"there is no rule '{rule}', only {string.Join(", ", Tasks.Select(task => task.RuleName))}");
    }
}
