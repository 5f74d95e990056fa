using System.Text.Json.Nodes;
using Spindle.Catalog;
using Spindle.Contracts;

namespace Spindle.Plans;

/// <summary>Collects the steps that specs plan, in order, and turns their parameters into plain data.</summary>
/// <param name="catalog">Names and versions of kinds and operations.</param>
/// <param name="seed">The experiment's seed.</param>
public sealed class PlanBuilder(KindCatalog catalog, long seed)
{
    private readonly List<Step> steps = [];
    private readonly HashSet<string> ids = [];

    /// <summary>The steps so far; every one stands after its inputs.</summary>
    public IReadOnlyList<Step> Steps => steps;

    /// <summary>A planner for one declaration.</summary>
    /// <param name="prefix">What its steps' ids begin with, as <c>models/fly[seed=1]</c>.</param>
    /// <param name="member">The seed of the member; null for what belongs to no model.</param>
    /// <param name="tasks">Finds the planned task that a reference names.</param>
    /// <param name="models">Finds the planned model that a reference names.</param>
    /// <param name="recordings">Finds the planned recording that a reference names.</param>
    /// <param name="probes">Finds the outputs of the probe that a reference names.</param>
    /// <param name="limits">What each of its steps may take; null for what there is.</param>
    public IPlanner Scope(
        string prefix,
        long? member,
        Func<TaskRef, PlannedTask> tasks,
        Func<ModelRef, PlannedModel> models,
        Func<RecordingRef, PlannedRecording> recordings,
        Func<ProbeRef, IReadOnlyDictionary<string, ArtifactRef>> probes,
        StepLimits? limits = null) =>
        new ScopedPlanner(this, prefix, member, tasks, models, recordings, probes, limits ?? StepLimits.None);

    private IReadOnlyDictionary<string, ArtifactRef> Add(string id, long? member, StepLimits limits, StepDeclaration declaration)
    {
        var operation = catalog.Operation(declaration.Operation)
            ?? throw new InvalidOperationException($"step '{id}' asks for the operation '{declaration.Operation}', which nobody registers");
        if (!ids.Add(id)) throw new InvalidOperationException($"two steps are called '{id}'");
        var resources = new Resources(operation.Tensors ? "any" : "none", declaration.Threads) { Limits = limits };
        steps.Add(new(id, operation.Name, operation.Version, Parameters(operation, member, declaration), declaration.Inputs, declaration.Outputs, resources));
        foreach (var figure in declaration.Outputs.Where(output => output.Type == ArtifactType.Figure)) Draw(new(id, figure.Name), limits);
        return declaration.Outputs.ToDictionary(output => output.Name, output => new ArtifactRef(id, output.Name));
    }

    private void Draw(ArtifactRef figure, StepLimits limits) =>
        Add($"figures/{figure.Step}/{figure.Output}", null, limits, new("", "figure/draw")
        {
            Inputs = new Dictionary<string, ArtifactRef> { ["figure"] = figure },
            Outputs = [new("svg", ArtifactType.Svg), new("png", ArtifactType.Png)],
        });

    private JsonObject Parameters(OperationDescription operation, long? member, StepDeclaration declaration)
    {
        var json = new JsonObject();
        foreach (var (name, value) in declaration.Parameters) json[name] = Parameter(name, value);
        if (operation.Random) json["random"] = Seeds(member);
        if (operation.Plugin is { } plugin) json["plugin"] = plugin;
        return json;
    }

    /// <summary>Seeds are text: they may use all 64 bits, which a JSON number cannot hold.</summary>
    private JsonObject Seeds(long? member)
    {
        var seeds = new JsonObject { ["experiment"] = $"{seed}" };
        if (member is { } value) seeds["member"] = $"{value}";
        return seeds;
    }

    private JsonNode Parameter(string name, object value) => value switch
    {
        Spec spec => SpecJson.InPlace(catalog.Of(spec), spec, ValuePurpose.Plan),
        long whole => JsonValue.Create(whole),
        double number => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        _ => throw new InvalidOperationException($"the parameter '{name}' cannot be of type {value.GetType()}"),
    };

    private sealed class ScopedPlanner(
        PlanBuilder builder,
        string prefix,
        long? member,
        Func<TaskRef, PlannedTask> tasks,
        Func<ModelRef, PlannedModel> models,
        Func<RecordingRef, PlannedRecording> recordings,
        Func<ProbeRef, IReadOnlyDictionary<string, ArtifactRef>> probes,
        StepLimits limits) : IPlanner
    {
        public IReadOnlyDictionary<string, ArtifactRef> Step(StepDeclaration step) =>
            builder.Add(step.Name.Length == 0 ? prefix : $"{prefix}/{step.Name}", member, limits, step);

        public PlannedTask Task(TaskRef reference) => tasks(reference);

        public PlannedModel Model(ModelRef reference) => models(reference);

        public PlannedRecording Recording(RecordingRef reference) => recordings(reference);

        public IReadOnlyDictionary<string, ArtifactRef> Probe(ProbeRef reference) => probes(reference);
    }
}
