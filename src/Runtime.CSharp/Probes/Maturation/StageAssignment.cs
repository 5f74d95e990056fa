using Spindle.Statistics;

namespace Spindle.Probes.Maturation;

/// <summary>Which of a series of performances belong to which stage.</summary>
public static class StageAssignment
{
    /// <summary>The places of a series that belong to each stage, in order; with <see cref="StageMethod.Ranges"/> a place may belong to two.</summary>
    /// <param name="performance">The performance of a rule at every checkpoint, in order.</param>
    /// <param name="criteria">What a stage is.</param>
    public static IReadOnlyDictionary<MaturationStage, int[]> Of(IReadOnlyList<double> performance, StageCriteria criteria) =>
        criteria.Method == StageMethod.Thresholds ? ByThresholds(performance, criteria) : ByRanges(performance, criteria);

    private static Dictionary<MaturationStage, int[]> ByThresholds(IReadOnlyList<double> performance, StageCriteria criteria) =>
        MaturationStages.All.ToDictionary(
            stage => stage, stage => Enumerable.Range(0, performance.Count).Where(at => StageOf(performance[at], criteria) == stage).ToArray());

    private static MaturationStage StageOf(double performance, StageCriteria criteria) =>
        performance > criteria.Mid ? MaturationStage.Mature : performance > criteria.Early ? MaturationStage.Mid : MaturationStage.Early;

    private static Dictionary<MaturationStage, int[]> ByRanges(IReadOnlyList<double> performance, StageCriteria criteria)
    {
        var found = MaturationStages.All.ToDictionary(stage => stage, _ => new SortedSet<int>());
        var smooth = ForwardWindow.Means(performance, (int)criteria.Window);
        for (var at = 0; at < smooth.Length; at++)
        {
            MaturationStage? near =
                Math.Abs(smooth[at] - criteria.Early) <= criteria.Margin ? MaturationStage.Early
                : Math.Abs(smooth[at] - criteria.Mid) <= criteria.Margin ? MaturationStage.Mid
                : smooth[at] >= criteria.Mature - criteria.Margin ? MaturationStage.Mature
                : null;
            if (near is not { } stage) continue;
            for (var next = at; next <= Math.Min(at + criteria.Window, smooth.Length - 1); next++) found[stage].Add(next);
        }
        return found.ToDictionary(pair => pair.Key, pair => Capped(pair.Key, [.. pair.Value], (int)criteria.Limit));
    }

    private static int[] Capped(MaturationStage stage, int[] places, int limit)
    {
        var excess = places.Length - limit;
        if (excess <= 0) return places;
        var first = stage switch
        {
            MaturationStage.Early => excess,
            MaturationStage.Mature => 0,
            _ => excess / 2,
        };
        return places[first..(first + limit)];
    }
}
