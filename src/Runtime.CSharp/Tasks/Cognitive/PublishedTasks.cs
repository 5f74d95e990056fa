using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Matching;
using Spindle.Tasks.Cognitive.Saccades;
using Spindle.Tasks.Cognitive.Yang;

namespace Spindle.Tasks.Cognitive;

/// <summary>The tasks of published sets of rules.</summary>
internal static class PublishedTasks
{
    /// <summary>The tasks of a set, in order.</summary>
    public static IReadOnlyList<TrialSpec> Of(PublishedRules rules) => rules switch
    {
        PublishedRules.AllNew => Main(new DelayedResponse()),
        PublishedRules.Ozg => [new Overlap(), new ZeroGap(), new Gap()],
        PublishedRules.OdrDelayCheck =>
            [Delayed(500), Delayed(750, 740), Delayed(1000), Delayed(1100), Delayed(1200), Delayed(1300), Delayed(1400), new DelayedResponse()],
        PublishedRules.AllNewOdr3000 => Main(Delayed(3000)),
        PublishedRules.AllNewOdr6000 => Main(Delayed(6000)),
        PublishedRules.AllNewOdr15000 => Main(Delayed(15000)),
        PublishedRules.MatchOrNon => [new MatchOrNon(), new MatchOrNonEasy()],
        PublishedRules.MixMatchOrNon => [new MatchOrNon(), new MatchOrNonEasy(), .. Mixed],
        PublishedRules.MixPassiveMatchOrNon => [new MatchOrNon(), new MatchOrNonEasy(), new MatchOrNonPassive(), .. Mixed],
        PublishedRules.SeqTrainTest => [Delayed(500), new DistractedResponse(), new Overlap(), new ZeroGap(), new Gap()],
        PublishedRules.Yang =>
        [
            new FixedGo(), new ReactionGo(), new DelayedGo(), new FixedAnti(), new ReactionAnti(), new DelayedAnti(),
            new Decision1(), new Decision2(), new ContextDecision1(), new ContextDecision2(), new MultisensoryDecision(),
            new DelayedDecision1(), new DelayedDecision2(), new ContextDelayedDecision1(), new ContextDelayedDecision2(),
            new MultisensoryDelayedDecision(),
            new MatchGo(), new NonMatchGo(), new CategoryGo(), new OtherCategoryGo(),
        ],
        PublishedRules.Mante => [new ContextDecision1(), new ContextDecision2()],
        _ => [],
    };

    /// <summary>How often each is trained relative to the others; empty for all alike.</summary>
    public static IReadOnlyList<double> Weights(PublishedRules rules) => rules == PublishedRules.Yang
        ? [.. Of(rules).Select(task => task is ContextDecision1 or ContextDecision2 ? 5.0 : 1.0)]
        : [];

    private static IReadOnlyList<TrialSpec> Mixed => Main(new DelayedResponse());

    private static IReadOnlyList<TrialSpec> Main(DelayedResponse delayed) =>
        [new Overlap(), new ZeroGap(), new Gap(), delayed, new DistractedResponse(), new LongGap()];

    /// <summary>A delay of 750 ms ends in the middle of a step; the published code truncates it to 740.</summary>
    private static DelayedResponse Delayed(int named, int? milliseconds = null) =>
        new() { Rule = $"odr{named}", Delay = Duration.Milliseconds(milliseconds ?? named) };
}
