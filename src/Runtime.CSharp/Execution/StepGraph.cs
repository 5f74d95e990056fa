using Spindle.Plans;

namespace Spindle.Execution;

/// <summary>The steps of a run by number, in the plan's order, with who needs whom.</summary>
internal sealed class StepGraph
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly List<int>[] dependents;

    private StepGraph(Step[] steps)
    {
        Steps = steps;
        dependents = new List<int>[steps.Length];
        Needs = new int[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            numbers.Add(steps[i].Id, i);
            dependents[i] = [];
            foreach (var producer in steps[i].Inputs.Values.Select(input => numbers[input.Step]).Distinct())
            {
                dependents[producer].Add(i);
                Needs[i]++;
            }
        }
    }

    /// <summary>The steps.</summary>
    public IReadOnlyList<Step> Steps { get; }

    /// <summary>How many other steps each step needs.</summary>
    public int[] Needs { get; }

    /// <summary>The steps that read an output of a step.</summary>
    public IReadOnlyList<int> DependentsOf(int step) => dependents[step];

    /// <summary>The step that makes an input of a step.</summary>
    public int ProducerOf(int step, string input) => numbers[Steps[step].Inputs[input].Step];

    /// <summary>The graph of a plan's steps, or of some of them and all that they need.</summary>
    /// <exception cref="ArgumentException">A step stands before one that it needs, or a name is not in the plan.</exception>
    public static StepGraph Of(Plan plan, IReadOnlySet<string>? only)
    {
        RefuseDisorder(plan);
        if (only is null) return new([.. plan.Steps]);
        if (only.Except(plan.Steps.Select(step => step.Id)).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"the plan has no step '{unknown}'", nameof(only));
        var needed = plan.WithNeeds(only);
        return new([.. plan.Steps.Where(step => needed.Contains(step.Id))]);
    }

    private static void RefuseDisorder(Plan plan)
    {
        var seen = new Dictionary<string, Step>();
        foreach (var step in plan.Steps)
        {
            foreach (var (name, input) in step.Inputs)
                if (!seen.TryGetValue(input.Step, out var producer) || producer.Outputs.All(output => output.Name != input.Output))
                    throw new ArgumentException($"the input '{name}' of step '{step.Id}' is {input}, which no step before it makes", nameof(plan));
            if (!seen.TryAdd(step.Id, step)) throw new ArgumentException($"two steps are called '{step.Id}'", nameof(plan));
        }
    }
}
