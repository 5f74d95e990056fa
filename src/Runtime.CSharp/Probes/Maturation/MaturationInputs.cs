using System.Globalization;
using Spindle.Contracts;
using Spindle.Probes.Trials;

namespace Spindle.Probes.Maturation;

/// <summary>What a measurement along a training reads: the logs of all segments, and what was measured at the chosen checkpoints.</summary>
internal sealed class MaturationInputs
{
    private readonly IStepContext context;
    private readonly StageCriteria criteria;
    private readonly int[] chosen;

    /// <summary>Reads the logs.</summary>
    public MaturationInputs(IStepContext context, StageCriteria criteria)
    {
        (this.context, this.criteria) = (context, criteria);
        chosen = [.. context.Parameter<string>("checkpoints").Split(' ').Select(at => int.Parse(at, CultureInfo.InvariantCulture))];
        History = HistoryOf(context);
    }

    /// <summary>The evaluations of the training.</summary>
    public LearningHistory History { get; }

    /// <summary>The evaluations that the logs of a step's inputs hold.</summary>
    public static LearningHistory HistoryOf(IStepContext context) =>
        new(Enumerable.Range(0, (int)context.Parameter<long>("logs")).Select(log => context.ReadTable(LogInput(log))));

    /// <summary>The inputs that hold the logs of a model's training.</summary>
    public static Dictionary<string, ArtifactRef> Logs(PlannedModel model) =>
        LogsOf(model).Select((log, at) => (log, at)).ToDictionary(pair => LogInput(pair.at), pair => pair.log);

    /// <summary>The name of the input that holds what units did at a checkpoint.</summary>
    public static string Responses(string rule, int checkpoint) => $"responses_{rule}_{checkpoint}";

    /// <summary>The name of the input that holds what a network answered at a checkpoint.</summary>
    public static string Answers(int checkpoint) => $"answers_{checkpoint}";

    /// <summary>The parameters of a step that reads these inputs.</summary>
    public static Dictionary<string, object> Parameters(Spec probe, PlannedModel model, IReadOnlyList<int> chosen) => new()
    {
        ["probe"] = probe,
        ["task"] = model.Task.Spec,
        ["checkpoints"] = string.Join(' ', chosen),
        ["logs"] = (long)LogsOf(model).Count(),
    };

    /// <summary>The stages of a rule and the chosen checkpoints in each.</summary>
    public StagedCheckpoints Staged(string rule) => new(rule, History.Checkpoints(rule), chosen, criteria);

    /// <summary>What units did at a checkpoint.</summary>
    public UnitResponses Responses(string rule, JudgedCheckpoint checkpoint) => UnitResponses.Read(context.ReadTensors(Responses(rule, checkpoint.Checkpoint)));

    /// <summary>What a network answered at a checkpoint.</summary>
    public IReadOnlyDictionary<string, TensorData> Answers(JudgedCheckpoint checkpoint) => context.ReadTensors(Answers(checkpoint.Checkpoint));

    private static IEnumerable<ArtifactRef> LogsOf(PlannedModel model) => model.Checkpoints.Select(checkpoint => checkpoint.Log).OfType<ArtifactRef>();

    private static string LogInput(int segment) => $"log_{segment}";
}
