using Spindle.Contracts;
using Spindle.Tasks.Proprioception.Handwriting;
using Spindle.Tasks.Proprioception.Movements;

namespace Spindle.Tasks.Proprioception;

/// <summary>
/// Makes one shard of movements. Streams: <c>character_movements.&lt;split&gt;</c>, one item a candidate of a movement, and
/// <c>character_movements.&lt;split&gt;.window</c>, one item a movement.
/// </summary>
[Operation("character_movements/shard", Random = true)]
public sealed class ShardOperation : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var task = context.Parameter<CharacterMovements>("movements");
        var split = context.Parameter<string>("split");
        var (first, count) = (context.Parameter<long>("first"), context.Parameter<long>("count"));
        var arm = ArmSource.Open(context, task);
        var maker = new MovementMaker(
            task, Letters.Read(context.ReadTensors("letters")), StartPointSet.Read(context.ReadTensors("start_points")), arm);
        var refusals = new Refusals();
        var movements = new ShardMaker(task, maker).Make(
            first,
            checked((int)count),
            context.Random($"character_movements.{split}"),
            refusals,
            fraction => context.Progress(fraction, $"{(int)(fraction * count)} of {count} movements"),
            context.Cancellation);
        context.WriteTensors("movements", MovementShard.Write(movements, arm.Muscles.Count, context.Random($"character_movements.{split}.window"), first));
        context.WriteRecord("counts", refusals.ToRecord());
    }
}
