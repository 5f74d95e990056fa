using System.Globalization;
using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive.Checks;

/// <summary>Whether times lie on the grid of a task's steps.</summary>
internal static class TimeGrid
{
    /// <summary>What is wrong with a length of time, or null: it is to be a whole number of steps.</summary>
    /// <param name="path">The property.</param>
    /// <param name="what">What lasts so long, for the message.</param>
    /// <param name="length">The time.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="least">How many steps it has to be at least.</param>
    public static Problem? Of(string path, string what, Duration length, Duration step, int least = 0)
    {
        var steps = length.Seconds / step.Seconds;
        if (steps < least)
            return new(DiagnosticCodes.TimeGrid, path, $"{what} lasts {Text(length.Seconds)}, less than a step of {Text(step.Seconds)}");
        var below = decimal.Floor(steps) * step.Seconds;
        return below == length.Seconds
            ? null
            : new(
                DiagnosticCodes.TimeGrid,
                path,
                $"{what} lasts {Text(length.Seconds)}, which is no whole number of steps of {Text(step.Seconds)}",
                $"the nearest times that are: {Text(below)} and {Text(below + step.Seconds)}");
    }

    /// <summary>A time as one would write it.</summary>
    private static string Text(decimal seconds) => (seconds * 1000 / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) + " ms";
}
