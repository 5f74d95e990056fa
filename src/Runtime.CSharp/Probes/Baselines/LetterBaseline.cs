using Spindle.Contracts;
using Spindle.Tasks.Proprioception;

namespace Spindle.Probes.Baselines;

/// <summary>
/// How well simple classifiers tell letters from what a task's arm does: linear support vector machines, one a pair of letters, that vote (Sandbrink et al. 2023), and the
/// nearest mean of a letter's trials. Representations are the hand, the joints, the muscles' lengths and the spindles' noisy rates over all of a trial; features are neither scaled nor centred.
/// </summary>
[Kind("letter_baseline", Version = 1)]
public sealed record LetterBaseline : ProbeSpec
{
    /// <summary>The representations, in the order of the table.</summary>
    public static IReadOnlyList<string> Representations { get; } = ["hand", "joints", "muscles", "spindles"];

    /// <summary>The task whose trials are told apart.</summary>
    [PlanOnly] public required TaskRef<CharacterRecognition> Of { get; init; }

    /// <summary>Trials to train on, the last tenth of each pair's to choose the cost by.</summary>
    [Range("100", "20000")] public long Training { get; init; } = 2000;

    /// <summary>Trials to test on.</summary>
    [Range("20", "100000")] public long Test { get; init; } = 1000;

    /// <summary>The costs C that are tried.</summary>
    public IReadOnlyList<double> Costs { get; init; } = [1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000];

    /// <summary>Every how many samples of a trial are features.</summary>
    [Range("1", "1000")] public long Stride { get; init; } = 4;

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <inheritdoc/>
    public override IEnumerable<Requirement> Requirements() => [new Requirement.OfTask(typeof(CharacterRecognition))];

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (Costs.Count == 0) yield return new(DiagnosticCodes.EmptyList, nameof(Costs), "no cost to try");
        else if (Costs.Any(cost => !(cost > 0))) yield return new(DiagnosticCodes.OutOfRange, nameof(Costs), "a cost is more than 0");
    }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        if (subject is not PlannedTask { Spec: CharacterRecognition task }) yield break;
        foreach (var (name, wanted, there) in new[]
        {
            (nameof(Training), Training, task.Movements.Training), (nameof(Test), Test, task.Movements.Test),
        })
        {
            if (wanted > there) yield return new(DiagnosticCodes.OutOfRange, name, $"{wanted} trials, but '{subject.Name}' has {there}", $"let the movements' '{name.ToLowerInvariant()}' be more");
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject) =>
    [
        .. Representations.Select(of => new Metric($"svm_{of}", "", $"The part of the test trials whose letter support vector machines tell from the {of}; chance is 0.05.")),
        .. Representations.Select(of => new Metric($"nearest_mean_{of}", "", $"The part of the test trials whose letter the nearest mean tells from the {of}.")),
    ];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject)
    {
        var task = (PlannedTask)subject;
        var trials = new Dictionary<string, ArtifactRef>();
        foreach (var (split, count) in new[] { ("training", Training), ("test", Test) })
            foreach (var (name, shard) in MovementPlan.Shards(((CharacterRecognition)task.Spec).Movements, task.Artifacts, split, count)) trials[name] = shard;
        var accuracies = Representations.ToDictionary(of => of, of => planner.Step(new($"classify/{of}", "letter_baseline/classify")
        {
            Parameters = new Dictionary<string, object>
            {
                ["probe"] = this,
                ["task"] = task.Spec,
                ["representation"] = of,
                ["shards"] = string.Join(' ', trials.Keys),
            },
            Inputs = trials,
            Outputs = [new("accuracy", ArtifactType.Record)],
        })["accuracy"]);
        return planner.Step(new("", "letter_baseline/collect")
        {
            Inputs = accuracies,
            Outputs = [new("metrics", ArtifactType.Record), new("accuracies", ArtifactType.Table), new("bars", ArtifactType.Figure)],
        });
    }
}
