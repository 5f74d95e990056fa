using Spindle.Contracts;
using Spindle.Probes.Trials;
using Spindle.Statistics;
using Spindle.Statistics.Demixing;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Probes.Population;

/// <summary>Measures <see cref="Dpca"/>. Stream: <c>dpca.splits</c>, item n for split n.</summary>
[Operation("dpca/measure", Random = true, Tensors = true)]
public sealed class DpcaMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        TorchNative.Load();
        set_num_threads(1);
        var (probe, activity) = (context.Parameter<Dpca>("probe"), context.ReadActivity());
        if (context.Absence() is { } reason)
        {
            probe.WriteAbsent(context, activity, reason);
            Write(context, null, [], activity, [], probe);
            return;
        }
        var conditions = LookedAt.Of(activity, probe.Locations);
        var trials = new ConditionTrials(activity, conditions);
        var scores = probe.Lambda is null ? Search(context, probe, activity, trials) : [];
        var lambda = probe.Lambda ?? RidgeSearch.Grid[Array.IndexOf(scores, scores.Min())];
        var fit = DemixedPca.Of(Split(activity, trials, trials.Mean()), lambda, (int)probe.Components, probe.Padded);
        Metrics(fit).Write(context);
        Write(context, fit, scores, activity, conditions, probe);
    }

    private static void Write(IStepContext context, DemixedPca? fit, double[] scores, TrialActivity activity, IReadOnlyList<int> conditions, Dpca probe)
    {
        context.WriteTensors("axes", Axes(fit));
        context.WriteTable("components", Components(fit));
        context.WriteTable("search", new(
        [
            new NumberColumn("lambda", "", [.. RidgeSearch.Grid.Take(scores.Length)]),
            new NumberColumn("score", "", scores),
        ]));
        WriteCourses(context, fit, activity, conditions, (int)probe.Smoothing);
    }

    /// <summary>The mean score of every λ over the splits.</summary>
    private static double[] Search(IStepContext context, Dpca probe, TrialActivity activity, ConditionTrials trials)
    {
        if (trials.Trials.Any(of => of.Length < 2))
            throw new SpindleException(DiagnosticCodes.UnmetRequirement, "λ cannot be chosen from single trials where a location has but one; give lambda");
        var (means, splits) = (new double[RidgeSearch.Grid.Count], (int)probe.Splits);
        for (var split = 0; split < splits; split++)
        {
            var (training, held) = trials.Split(context.Random("dpca.splits").At(split));
            var scores = RidgeSearch.Scores(Split(activity, trials, training), Split(activity, trials, held), probe.Padded, context.Cancellation);
            for (var at = 0; at < means.Length; at++) means[at] += scores[at] / splits;
            context.Progress((split + 1.0) / splits, $"split {split + 1} of {splits}");
        }
        return means;
    }

    private static Marginals Split(TrialActivity activity, ConditionTrials trials, double[] means) =>
        Marginals.Of(means, activity.Units, trials.Trials.Count, activity.Steps);

    private static MeasuredNumbers Metrics(DemixedPca fit)
    {
        var numbers = new MeasuredNumbers();
        numbers.Add("lambda", fit.Lambda, "");
        numbers.Add("reconstruction", fit.Reconstruction(), "");
        for (var part = 0; part < DemixedPca.Names.Count; part++)
        {
            var name = DemixedPca.Names[part];
            var any = fit.Components[part].Count > 0;
            numbers.Add($"variance_{name}", fit.Share(part), "");
            numbers.Add($"component_{name}", any ? fit.Variance(part, 0) : 0, "");
            numbers.Add($"reconstruction_{name}", any ? fit.Reconstruction(part, 0) : 0, "");
        }
        return numbers;
    }

    private static Dictionary<string, TensorData> Axes(DemixedPca? fit)
    {
        var tensors = new Dictionary<string, TensorData>();
        foreach (var (name, part) in DemixedPca.Names.Zip(fit?.Components ?? []))
        {
            tensors[$"{name}_encoder"] = TensorData.Of<double>(part.Encoder, part.Units, part.Count);
            tensors[$"{name}_decoder"] = TensorData.Of<double>(part.Decoder, part.Units, part.Count);
        }
        return tensors;
    }

    private static Table Components(DemixedPca? fit)
    {
        var all = DemixedPca.Names.SelectMany((name, part) => Enumerable.Range(0, fit?.Components[part].Count ?? 0).Select(at => (name, part, at))).ToList();
        return new(
        [
            new TextColumn("marginal", [.. all.Select(entry => entry.name)]),
            new IntegerColumn("component", "", [.. all.Select(entry => entry.at + 1L)]),
            new NumberColumn("variance", "", [.. all.Select(entry => fit!.Variance(entry.part, entry.at))]),
            new NumberColumn("reconstruction", "", [.. all.Select(entry => fit!.Reconstruction(entry.part, entry.at))]),
        ]);
    }

    private static void WriteCourses(IStepContext context, DemixedPca? fit, TrialActivity activity, IReadOnlyList<int> conditions, int smoothing)
    {
        var (table, panels) = (new CourseTable("marginal"), new List<Panel>());
        for (var part = 0; part < DemixedPca.Names.Count; part++)
        {
            if (fit is null || fit.Components[part].Count == 0) continue;
            var course = Smoothed(fit.Course(part, 0), activity.Steps, smoothing);
            var title = DemixedPca.Names[part] switch { "time" => "Time", "stimulus" => "Location", _ => "Location with time" };
            table.Add(DemixedPca.Names[part], activity, conditions, course);
            panels.Add(ComponentFigure.Panel($"{title} ({fit.Variance(part, 0):P1})", activity, conditions, course, legend: panels.Count == 0));
        }
        context.WriteTable("courses", table.ToTable());
        context.WriteFigure("dpca", new(
            "Demixed principal components",
            "The first component of each marginal, a line each location of the cue, with the share of its variance in the total; vertical lines are "
                + "borders of epochs.",
            panels, 2));
    }

    private static double[] Smoothed(double[] courses, int steps, int width) =>
        [.. courses.Chunk(steps).SelectMany(course => ForwardWindow.Means(course, width - 1))];
}
