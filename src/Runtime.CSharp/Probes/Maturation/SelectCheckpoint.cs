using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Probes.Maturation;

/// <summary>
/// Copies the state that stands for a stage: of the checkpoints in the stage, the one whose performance is nearest to the stage's
/// target. Where the stage was not reached, the state has no arrays and the record says so.
/// </summary>
[Operation("maturation/select", Version = 1)]
public sealed class SelectCheckpoint : IOperation
{
    /// <summary>Plans the choice.</summary>
    /// <param name="planner">The planner.</param>
    /// <param name="model">The model.</param>
    /// <param name="rule">The rule whose performance decides.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="criteria">What a stage is.</param>
    /// <param name="chosen">The checkpoints among which there is a choice, by their places in the training.</param>
    /// <returns>
    /// <c>state</c>, the arrays of the state, none where the stage was not reached; <c>chosen</c>, a record of <c>rule</c>, <c>stage</c>, <c>found</c> and,
    /// where found, <c>trials</c> and <c>performance</c>, else <c>reason</c>.
    /// </returns>
    public static IReadOnlyDictionary<string, ArtifactRef> Plan(
        IPlanner planner, PlannedModel model, string rule, MaturationStage stage, StageCriteria criteria, IReadOnlyList<int> chosen)
    {
        var inputs = MaturationInputs.Logs(model);
        foreach (var at in chosen) inputs[StateInput(at)] = model.Checkpoints[at].State;
        return planner.Step(new($"representative/{rule}/{stage.Name()}", "maturation/select")
        {
            Parameters = new Dictionary<string, object>
            {
                ["rule"] = rule,
                ["stage"] = stage.Name(),
                ["method"] = criteria.Method.ToString(),
                ["early"] = criteria.Early,
                ["mid"] = criteria.Mid,
                ["mature"] = criteria.Mature,
                ["margin"] = criteria.Margin,
                ["window"] = criteria.Window,
                ["limit"] = criteria.Limit,
                ["checkpoints"] = string.Join(' ', chosen),
                ["logs"] = (long)(inputs.Count - chosen.Count),
            },
            Inputs = inputs,
            Outputs = [new("state", ArtifactType.Tensors), new("chosen", ArtifactType.Record)],
        });
    }

    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var criteria = new StageCriteria
        {
            Method = Enum.Parse<StageMethod>(context.Parameter<string>("method")),
            Early = context.Parameter<double>("early"),
            Mid = context.Parameter<double>("mid"),
            Mature = context.Parameter<double>("mature"),
            Margin = context.Parameter<double>("margin"),
            Window = context.Parameter<long>("window"),
            Limit = context.Parameter<long>("limit"),
        };
        var stage = MaturationStages.All.Single(one => one.Name() == context.Parameter<string>("stage"));
        var staged = new MaturationInputs(context, criteria).Staged(context.Parameter<string>("rule"));
        var found = staged.Representative(stage);
        var record = new JsonObject { ["rule"] = staged.Rule, ["stage"] = stage.Name(), ["found"] = found is not null };
        if (found is null)
        {
            record["reason"] = staged.Absence(stage);
            context.WriteTensors("state", new Dictionary<string, TensorData>());
        }
        else
        {
            record["trials"] = found.Trials;
            record["performance"] = found.Performance;
            context.WriteTensors("state", context.ReadTensors(StateInput(found.Checkpoint)));
        }
        context.WriteRecord("chosen", record);
    }

    private static string StateInput(int checkpoint) => $"state_{checkpoint}";
}
