using Spindle.Contracts;

namespace Spindle.Training;

/// <summary>What a segment of a training on trials tells: its evaluations and the loss of every update.</summary>
/// <param name="trials">Trials of an update.</param>
internal sealed class TrainingLog(long trials)
{
    private readonly List<(long Update, string Rule, Evaluation Evaluation)> evaluations = [];
    private readonly List<(long Update, string Rule)> updates = [];
    private double[] losses = [];

    /// <summary>A rule was judged after so many updates.</summary>
    public void Evaluated(long update, string rule, Evaluation evaluation) => evaluations.Add((update, rule, evaluation));

    /// <summary>An update was made, the so-manyeth of the training.</summary>
    public void Trained(long update, string rule) => updates.Add((update, rule));

    /// <summary>The losses of all updates, in order.</summary>
    public void Lost(double[] values) => losses = values;

    /// <summary>A row an evaluation and trained rule.</summary>
    public Table Evaluations() => new(
    [
        .. Columns([.. evaluations.Select(row => (row.Update, row.Rule))]),
        new NumberColumn("cost", "", [.. evaluations.Select(row => row.Evaluation.Cost)]),
        new NumberColumn("regulariser", "", [.. evaluations.Select(row => row.Evaluation.Regulariser)]),
        new NumberColumn("performance", "", [.. evaluations.Select(row => row.Evaluation.Performance)]),
    ]);

    /// <summary>A row an update.</summary>
    public Table Losses() => new([.. Columns(updates), new NumberColumn("loss", "", losses)]);

    private IEnumerable<Column> Columns(IReadOnlyList<(long Update, string Rule)> rows) =>
    [
        new IntegerColumn("update", "", [.. rows.Select(row => row.Update)]),
        new IntegerColumn("trials", "", [.. rows.Select(row => row.Update * trials)]),
        new TextColumn("rule", [.. rows.Select(row => row.Rule)]),
    ];
}
