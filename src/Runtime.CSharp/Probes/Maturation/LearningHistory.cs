using Spindle.Contracts;

namespace Spindle.Probes.Maturation;

/// <summary>How well a rule was solved when it was judged.</summary>
/// <param name="Update">After so many updates.</param>
/// <param name="Trials">After so many trials.</param>
/// <param name="Cost">The mean cost.</param>
/// <param name="Performance">The share of right trials.</param>
public sealed record Evaluated(long Update, long Trials, double Cost, double Performance);

/// <summary>A checkpoint and how well it solves a rule.</summary>
/// <param name="Checkpoint">Its place in the training, 0 for the untrained network.</param>
/// <param name="Trials">The trials trained.</param>
/// <param name="Performance">The share of right trials.</param>
public sealed record JudgedCheckpoint(int Checkpoint, long Trials, double Performance);

/// <summary>The evaluations of a training, from the logs of its segments.</summary>
public sealed class LearningHistory
{
    private readonly Dictionary<string, List<Evaluated>> evaluations = [];
    private readonly Dictionary<string, List<JudgedCheckpoint>> checkpoints = [];

    /// <summary>Reads the logs of all segments, in order.</summary>
    public LearningHistory(IEnumerable<Table> logs)
    {
        var segment = 0;
        foreach (var log in logs) Read(log, ++segment);
    }

    /// <summary>The rules that were judged, in the order of the log.</summary>
    public IReadOnlyList<string> Rules => [.. evaluations.Keys];

    /// <summary>The evaluations of a rule, in order; none where it was never judged.</summary>
    public IReadOnlyList<Evaluated> Of(string rule) => evaluations.GetValueOrDefault(rule, []);

    /// <summary>
    /// The checkpoints that were judged on a rule: each by the last evaluation of the segment that led to it, the untrained network
    /// by that before the first update. Those after the end of the training, whose state no longer changes, are not among them.
    /// </summary>
    public IReadOnlyList<JudgedCheckpoint> Checkpoints(string rule) => checkpoints.GetValueOrDefault(rule, []);

    private void Read(Table log, int segment)
    {
        var (updates, trials) = ((IntegerColumn)log["update"], (IntegerColumn)log["trials"]);
        var (rules, costs) = ((TextColumn)log["rule"], (NumberColumn)log["cost"]);
        var performance = (NumberColumn)log["performance"];
        for (var row = 0; row < log.Rows; row++)
        {
            var evaluation = new Evaluated(updates.Values[row], trials.Values[row], costs.Values[row], performance.Values[row]);
            var rule = rules.Values[row];
            if (!evaluations.TryGetValue(rule, out var own))
            {
                evaluations[rule] = own = [];
                checkpoints[rule] = [];
            }
            own.Add(evaluation);
            var at = evaluation.Update == 0 ? 0 : segment;
            var judged = checkpoints[rule];
            if (judged.Count > 0 && judged[^1].Checkpoint == at) judged.RemoveAt(judged.Count - 1);
            judged.Add(new(at, evaluation.Trials, evaluation.Performance));
        }
    }
}
