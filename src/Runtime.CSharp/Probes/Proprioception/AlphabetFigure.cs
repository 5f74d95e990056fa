using Spindle.Contracts;
using Spindle.Tasks.Proprioception.Handwriting;

namespace Spindle.Probes.Proprioception;

/// <summary>The letters, a few specimens over each other.</summary>
internal static class AlphabetFigure
{
    private const int Specimens = 3;

    /// <summary>The figure.</summary>
    public static Figure Of(Letters letters) => new(
        "Letters",
        $"The first {Specimens} specimens of each letter, each axis scaled to its box.",
        [.. Letters.Alphabet.Select((letter, i) => Panel(letters, letter, i + 1))],
        5);

    private static LinePanel Panel(Letters letters, char letter, int label)
    {
        var specimens = Enumerable.Range(0, letters.Count).Where(i => letters.Labels[i] == label).Take(Specimens);
        return new(
            $"{letter}",
            new("right", "box") { Range = [-0.55, 0.55] },
            new("up", "box") { Range = [-0.55, 0.55] },
            [.. specimens.Select((specimen, order) => new Series("", Axis(letters.Positions[specimen], 0), Axis(letters.Positions[specimen], 1)) { Color = order == 0 ? FigureColor.Black : FigureColor.Grey })]);
    }

    private static double[] Axis(double[] positions, int axis) => [.. Enumerable.Range(0, positions.Length / 2).Select(i => positions[(2 * i) + axis])];
}
