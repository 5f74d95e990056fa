using Spindle.Contracts;

namespace Spindle.Plans;

/// <summary>The compiled graph of an experiment: steps in an order in which every step stands after its inputs.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Probes">Every measurement, with the artifacts that it gives.</param>
/// <param name="Expectations">What is expected of the measurements.</param>
public sealed record Plan(
    string Experiment, IReadOnlyList<Step> Steps, IReadOnlyList<PlannedProbe> Probes, IReadOnlyList<Expectation> Expectations)
{
    /// <summary>Every task that is declared, with the artifacts that it gives.</summary>
    public IReadOnlyList<PlannedTask> Tasks { get; init; } = [];

    /// <summary>Some steps with all that they need.</summary>
    /// <param name="chosen">The ids of the steps.</param>
    public IReadOnlySet<string> WithNeeds(IReadOnlySet<string> chosen)
    {
        var needed = new HashSet<string>(chosen);
        // Every step stands after its inputs, so one pass from the end finds all that is needed.
        foreach (var step in Steps.Reverse().Where(step => needed.Contains(step.Id)))
            needed.UnionWith(step.Inputs.Values.Select(input => input.Step));
        return needed;
    }
}

/// <summary>One probe applied to one subject.</summary>
/// <param name="Name">The probe's name, with its own swept parameters if any, as <c>wiring</c>.</param>
/// <param name="Member">Its full name, as <c>wiring[architecture=separated,seed=1]</c>.</param>
/// <param name="Axes">The values that tell the member from the others of its family, by axis.</param>
/// <param name="Metrics">The numbers that it gives.</param>
/// <param name="Outputs">Its artifacts by name; <c>metrics</c> is a record.</param>
public sealed record PlannedProbe(
    string Name, string Member, IReadOnlyDictionary<string, string> Axes, IReadOnlyList<Metric> Metrics, IReadOnlyDictionary<string, ArtifactRef> Outputs);
