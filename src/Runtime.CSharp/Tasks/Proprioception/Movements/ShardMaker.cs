using Spindle.Biomechanics.TwoLink;
using Spindle.Contracts;
using Spindle.Tasks.Proprioception.Handwriting;

namespace Spindle.Tasks.Proprioception.Movements;

/// <summary>Makes the movements of a shard. Movement n of a split is the same in whatever shard it stands, but for the choice among candidates.</summary>
/// <param name="task">The task.</param>
/// <param name="maker">Makes one movement.</param>
public sealed class ShardMaker(CharacterMovements task, MovementMaker maker)
{
    /// <summary>The letter of movement n: letters take turns.</summary>
    private static int LabelOf(long n) => (int)(n % Letters.Alphabet.Length) + 1;

    /// <summary>The plane of movement n: every twenty letters, planes take turns.</summary>
    private WritingPlane PlaneOf(long n) => task.Planes switch
    {
        Planes.Horizontal => WritingPlane.Horizontal,
        Planes.Vertical => WritingPlane.Vertical,
        _ => n / Letters.Alphabet.Length % 2 == 0 ? WritingPlane.Horizontal : WritingPlane.Vertical,
    };

    /// <summary>Movements of a split.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="stream">Candidate c of movement n is item n × candidates + c.</param>
    /// <param name="refusals">Told of every draw.</param>
    /// <param name="progress">Told the fraction that is done.</param>
    /// <param name="cancellation">Ends the work.</param>
    public IReadOnlyList<Movement> Make(
        long first, int count, RandomStream stream, Refusals refusals, Action<double> progress, CancellationToken cancellation)
    {
        var candidates = new List<Movement>[count];
        for (var i = 0; i < count; i++)
        {
            candidates[i] = [];
            for (var c = 0L; c < task.Candidates; c++)
            {
                cancellation.ThrowIfCancellationRequested();
                var item = ((first + i) * task.Candidates) + c;
                candidates[i].Add(maker.Make(LabelOf(first + i), PlaneOf(first + i), stream.At(item), refusals));
            }
            progress((i + 1.0) / count);
        }
        if (task.Candidates == 1) return [.. candidates.Select(own => own[0])];
        refusals.NotSmoothest += count * (task.Candidates - 1);
        return Smoothest(first, candidates);
    }

    /// <summary>Of each letter and plane as many as it has places, those of the least jerk of the muscles, in the order of their items.</summary>
    private IReadOnlyList<Movement> Smoothest(long first, List<Movement>[] candidates)
    {
        var kept = new Movement[candidates.Length];
        foreach (var cell in Enumerable.Range(0, candidates.Length).GroupBy(i => (LabelOf(first + i), PlaneOf(first + i))))
        {
            var places = cell.ToArray();
            var chosen = places.SelectMany(i => candidates[i]).Select((movement, order) => (movement, order))
                .OrderBy(candidate => candidate.movement.MuscleJerk).ThenBy(candidate => candidate.order).Take(places.Length)
                .OrderBy(candidate => candidate.order).ToArray();
            for (var i = 0; i < places.Length; i++) kept[places[i]] = chosen[i].movement;
        }
        return kept;
    }
}
