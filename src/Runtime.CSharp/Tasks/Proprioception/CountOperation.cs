using Spindle.Contracts;
using Spindle.Tasks.Proprioception.Movements;

namespace Spindle.Tasks.Proprioception;

/// <summary>Sums up what the shards of each split drew and refused, a row a split.</summary>
[Operation("character_movements/count")]
public sealed class CountOperation : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var splits = context.Parameter<string>("shards").Split(' ').GroupBy(shard => shard.Split('/')[0]).ToList();
        var sums = splits.ConvertAll(_ => new Dictionary<string, long>());
        for (var i = 0; i < splits.Count; i++)
        {
            foreach (var shard in splits[i])
            {
                foreach (var (name, count) in context.ReadRecord(shard)) sums[i][name] = sums[i].GetValueOrDefault(name) + (long)count!;
            }
        }
        context.WriteTable("counts", new(
        [
            new TextColumn("split", [.. splits.Select(split => split.Key)]),
            ..new Refusals().Counts.Select(count => count.Name).Select(name => new IntegerColumn(name, "", [.. sums.Select(sum => sum.GetValueOrDefault(name))])),
        ]));
    }
}
