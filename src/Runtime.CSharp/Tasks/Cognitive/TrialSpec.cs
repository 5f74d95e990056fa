using System.Reflection;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Checks;
using Spindle.Tasks.Cognitive.Drawing;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive;

/// <summary>A task of one rule, whose trials are composed of epochs, stimuli and responses.</summary>
public abstract record TrialSpec : TrialTaskSpec
{
    /// <summary>What the task is called where it is one of several rules, and in tables; empty for the name of its kind.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Length of one step.</summary>
    [Range("1 us", "10 s")] public Duration TimeStep { get; init; } = Duration.Milliseconds(20);

    /// <summary>Direction-tuned channels of a ring.</summary>
    [Range("3", "10000")] public long RingUnits { get; init; } = 8;

    /// <summary>Rings of the input.</summary>
    [Range("1", "100")] public long Rings { get; init; } = 1;

    /// <summary>How directions stand on a ring.</summary>
    public RingCode Code { get; init; } = new();

    /// <summary>What errors count.</summary>
    public TrialCost Cost { get; init; } = new();

    /// <summary>When a trial is right.</summary>
    public TrialCriterion Criterion { get; init; } = new();

    /// <summary>The rule's name.</summary>
    public string RuleName => Rule.Length > 0 ? Rule : GetType().GetCustomAttribute<KindAttribute>()?.Name ?? "trials";

    /// <summary>What the trials consist of.</summary>
    public abstract TrialComposition Compose();

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate() => TimeStep.Seconds > 0 ? TrialChecks.Of(this) : [];

    /// <inheritdoc/>
    public override TrialLayout Layout() => new(TimeStep, (int)RingUnits, (int)Rings, 1);

    /// <inheritdoc/>
    public override IReadOnlyList<TrialRule> Rules() => [new(RuleName, 1)];

    /// <inheritdoc/>
    public override IReadOnlyList<Epoch> EpochsOf(string rule)
    {
        RequireRule(rule);
        return TrialTiming.OfTest(Compose().Epochs, TimeStep).Epochs;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> TestCues(string rule)
    {
        RequireRule(rule);
        return TestCuesAs(Layout());
    }

    /// <inheritdoc/>
    public override TrialBatch Draw(string rule, TrialMode mode, Objective objective, double noise, RandomStream stream)
    {
        RequireRule(rule);
        return DrawAs(Layout(), 0, mode, objective, noise, stream);
    }

    /// <inheritdoc/>
    public override TaskSignature Signature() => TrialSignature.Of(Layout(), TrialTiming.OfTest(Compose().Epochs, TimeStep), Compose());

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => new Dictionary<string, ArtifactRef>();

    /// <summary>The cues of this rule's test trials where it is one of several.</summary>
    /// <param name="layout">The channels of all rules.</param>
    internal IReadOnlyList<int> TestCuesAs(TrialLayout layout)
    {
        var grid = TestGrid.Of(Compose(), layout);
        return [.. Enumerable.Range(0, grid.Conditions).Select(condition => layout.NearestChannel(grid.Cue(condition)))];
    }

    /// <summary>Draws trials of this rule where it is one of several.</summary>
    /// <param name="layout">The channels of all rules.</param>
    /// <param name="index">The place of this rule among them.</param>
    internal TrialBatch DrawAs(TrialLayout layout, int index, TrialMode mode, Objective objective, double noise, RandomStream stream)
    {
        var composition = Compose();
        var timing = TrialTiming.Of(composition.Epochs, layout.TimeStep, mode, stream);
        var conditions = mode switch
        {
            TrialMode.Random random => TrialConditions.Drawn(composition, random.Trials, stream),
            TrialMode.Test test => TrialConditions.Tested(composition, layout, test.Repetitions, stream),
            TrialMode.Distracted distracted => TrialConditions.Distracted(composition, distracted),
            TrialMode.Psychometric told => TrialConditions.Told(composition, told),
            _ => throw new NotSupportedException($"{mode} is no mode of trials"),
        };
        var response = RightResponse.Of(composition, conditions);
        var frames = new TrialFrames(layout, Code, timing, conditions.Trials);
        return new()
        {
            Rule = RuleName,
            Steps = timing.Steps,
            Trials = conditions.Trials,
            Inputs = frames.Inputs(composition.Stimuli, conditions, index, noise, stream),
            Targets = frames.Targets(response, objective),
            Mask = TrialMask.Of(Cost, layout, timing, objective),
            ResponseOnset = timing.ResponseOnset,
            Response = response,
            Stimuli = composition.Named(conditions.Angles),
            Strengths = composition.Named(conditions.Strengths),
            Rings = composition.Named(conditions.Rings),
            Cue = [.. conditions.Angles[0].Select(layout.NearestChannel)],
            Epochs = timing.Epochs,
            Criterion = Criterion,
        };
    }

    private void RequireRule(string rule)
    {
        if (rule != RuleName) throw new KeyNotFoundException($"there is no rule '{rule}', only '{RuleName}'");
    }
}
