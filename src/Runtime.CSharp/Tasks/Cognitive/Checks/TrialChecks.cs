using System.Reflection;
using Spindle.Catalog;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Drawing;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Checks;

/// <summary>What is wrong with a task of one rule.</summary>
internal static class TrialChecks
{
    /// <summary>The problems, in order.</summary>
    public static IEnumerable<Problem> Of(TrialSpec task)
    {
        if (task.Rule.Length > 0 && Names.Unusable(nameof(task.Rule), "rule", task.Rule) is { } unusable) yield return unusable;
        var own = OwnTimes(task).ToArray();
        foreach (var problem in own.Concat(CostTimes(task))) yield return problem;
        var composed = Composed(task);
        foreach (var problem in task is Trials ? composed : OfReadyMade(task, composed, own.Length > 0)) yield return problem;
    }

    /// <summary>
    /// A ready-made task is asked about its own times first, since what they lead to would be told twice; of the rest one problem is told
    /// for the parameter that can mend it.
    /// </summary>
    private static IEnumerable<Problem> OfReadyMade(TrialSpec task, IEnumerable<Problem> composed, bool told) => composed
        .Where(problem => !told || problem.Code == DiagnosticCodes.ImpossibleShape)
        .Select(problem => problem with
        {
            Property = problem.Code == DiagnosticCodes.ImpossibleShape ? nameof(task.Rings) : nameof(task.TimeStep),
        })
        .DistinctBy(problem => problem.Property);

    private static IEnumerable<Problem> Composed(TrialSpec task)
    {
        var composition = task.Compose();
        Problem[] problems =
        [
            .. EpochChecks.Of(composition.Epochs, task.TimeStep),
            .. StimulusChecks.Of(composition, task.Rings),
            .. ContrastChecks.Of(composition),
            .. ResponseChecks.Of(composition),
        ];
        if (problems.Length == 0 && TooLong(task, composition) is { } tooLong) return [tooLong];
        return problems.Length > 0 ? problems : [.. OverlapChecks.Of(composition, task.TimeStep), .. TimeToAnswer(task, composition)];
    }

    /// <summary>A single trial has to fit into memory.</summary>
    private static Problem? TooLong(TrialSpec task, TrialComposition composition)
    {
        var steps = composition.Epochs.Sum(EpochLength.Longest) / task.TimeStep.Seconds;
        return steps * task.Layout().Inputs <= Array.MaxLength
            ? null
            : new(DiagnosticCodes.TimeGrid, nameof(task.TimeStep), $"a trial may have {steps:0} steps, which is more than fit into memory", "a longer time_step, or shorter epochs");
    }

    private static IEnumerable<Problem> OwnTimes(TrialSpec task) => task.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.PropertyType == typeof(Duration) && property.Name != nameof(task.TimeStep))
        .Select(property => (property.Name, Key: SnakeCase.Of(property.Name), Length: (Duration)property.GetValue(task)!))
        .Select(time => TimeGrid.Of(time.Name, $"'{time.Key}'", time.Length, task.TimeStep, least: 1))
        .OfType<Problem>();

    private static IEnumerable<Problem> CostTimes(TrialSpec task) => new[]
    {
        TimeGrid.Of($"{nameof(task.Cost)}.{nameof(TrialCost.LeadIn)}", "'lead_in'", task.Cost.LeadIn, task.TimeStep),
        TimeGrid.Of($"{nameof(task.Cost)}.{nameof(TrialCost.Grace)}", "'grace'", task.Cost.Grace, task.TimeStep),
    }.OfType<Problem>();

    /// <summary>After the time to react, something has to be left that counts.</summary>
    private static IEnumerable<Problem> TimeToAnswer(TrialSpec task, TrialComposition composition)
    {
        var at = composition.Epochs.Index().First(epoch => epoch.Item.Respond).Index;
        var epoch = composition.Epochs[at];
        var told = new[] { epoch.Lasts, epoch.LastsAtLeast, epoch.InTest, epoch.InPsychometric };
        var shortest = told.OfType<Duration>().Concat(epoch.LastsOneOf).Min();
        if (shortest.Seconds <= task.Cost.Grace.Seconds && task.Cost.After > 0)
            yield return new(
                DiagnosticCodes.TimeGrid,
                $"Epochs[{at}]",
                $"'{epoch.Name}' lasts no longer than the time to react, so that no response counts",
                "let it last longer than cost.grace");
    }
}
