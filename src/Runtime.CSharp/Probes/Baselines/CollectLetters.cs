using Spindle.Contracts;

namespace Spindle.Probes.Baselines;

/// <summary>Puts the baseline's accuracies side by side.</summary>
[Operation("letter_baseline/collect")]
public sealed class CollectLetters : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var names = LetterBaseline.Representations;
        var records = names.Select(context.ReadRecord).ToArray();
        double[] Of(string classifier) => [.. records.Select(record => record[classifier]!.GetValue<double>())];
        var (svm, mean) = (Of("svm"), Of("nearest_mean"));
        context.WriteMetrics(names.Select((name, i) => ($"svm_{name}", svm[i])).Concat(names.Select((name, i) => ($"nearest_mean_{name}", mean[i])))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2));
        context.WriteTable("accuracies", new(
        [
            new TextColumn("representation", [.. names]), new NumberColumn("svm", "", svm), new NumberColumn("nearest_mean", "", mean),
        ]));
        double[] places = [.. names.Select((_, i) => (double)i)];
        context.WriteFigure("bars", new(
            "Letters told by simple classifiers",
            "The part of the test trials whose letter is told, by representation. Chance is 0.05.",
            [
                new BarPanel(
                    "",
                    new("representation", "") { Names = names },
                    new("accuracy", "") { Range = [0, 1] },
                    [
                        new("support vectors", places, svm),
                        new("nearest mean", places, mean),
                    ]),
            ],
            1));
    }
}
