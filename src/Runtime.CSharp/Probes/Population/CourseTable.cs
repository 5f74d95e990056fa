using Spindle.Contracts;
using Spindle.Probes.Trials;

namespace Spindle.Probes.Population;

/// <summary>Courses over trials as a table: what they are of, location, time and value.</summary>
/// <param name="of">The name of the first column.</param>
internal sealed class CourseTable(string of)
{
    private readonly List<string> names = [];
    private readonly List<long> locations = [];
    private readonly List<double> times = [];
    private readonly List<double> values = [];

    /// <summary>Adds the courses of one thing, conditions × steps.</summary>
    public void Add(string name, TrialActivity activity, IReadOnlyList<int> conditions, ReadOnlySpan<double> courses)
    {
        var steps = courses.Length / conditions.Count;
        var clock = ComponentFigure.Times(activity, steps);
        for (var at = 0; at < courses.Length; at++)
        {
            names.Add(name);
            locations.Add(conditions[at / steps]);
            times.Add(clock[at % steps]);
            values.Add(courses[at]);
        }
    }

    /// <summary>The table.</summary>
    public Table ToTable() => new(
    [
        new TextColumn(of, [.. names]),
        new IntegerColumn("location", "", [.. locations]),
        new NumberColumn("time", "s", [.. times]),
        new NumberColumn("value", "", [.. values]),
    ]);
}
