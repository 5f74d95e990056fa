using Spindle.Contracts;
using Spindle.Tasks.Proprioception;
using Spindle.Tasks.Proprioception.Handwriting;
using Spindle.Tasks.Proprioception.Movements;

namespace Spindle.Probes.Proprioception;

/// <summary>Draws and sums up what a task on letters gives.</summary>
[Operation("character_inputs/show")]
public sealed class ShowInputs : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var task = context.Parameter<CharacterRecognition>("task");
        var shard = context.ReadTensors("movements");
        var starts = StartPointSet.Read(context.ReadTensors("start_points"));
        var counts = context.ReadTable("counts");
        double Sum(string name) => ((IntegerColumn)counts[name]).Values.Sum();
        var muscles = MuscleTable(task, shard);
        var spread = ((NumberColumn)muscles["velocity_sd"]).Values;
        var coverage = new Coverage(task, shard);
        var trials = task.Trials(shard);
        var trial = (int)context.Parameter<CharacterInputs>("probe").Trial;
        context.WriteMetrics(new Dictionary<string, double>
        {
            ["movements"] = Sum("kept"),
            ["kept_fraction"] = Sum("kept") / Sum("drawn"),
            ["out_of_reach_fraction"] = Sum("out_of_reach") / Sum("drawn"),
            ["jerky_fraction"] = (Sum("jerky_joints") + Sum("jerky_muscles")) / Sum("drawn"),
            ["mean_samples"] = (double)shard["hand"].Shape[0] / shard["letter"].Count,
            ["horizontal_start_points"] = starts.Horizontal.Count,
            ["vertical_start_points"] = starts.Vertical.Count,
            ["muscle_velocity_sd"] = Math.Sqrt(spread.Average(sd => sd * sd)),
            ["hand_volume"] = coverage.HandVolume(),
            ["joint_range_covered"] = coverage.JointsCovered().Average(),
        });
        context.WriteTable("muscles", muscles);
        context.WriteTable("coverage", coverage.Table());
        context.WriteFigure("alphabet", AlphabetFigure.Of(Letters.Read(context.ReadTensors("letters"))));
        context.WriteFigure("movement", MovementFigure.Of(task, trials, trial));
        context.WriteFigure("postures", PostureFigure.Of(task, trials, trial));
        context.WriteFigure("reach", ReachFigure.Of(starts));
        context.WriteFigure("visited", coverage.Figure());
    }

    /// <summary>Each muscle's lengths over all samples of the shard's movements, and the spread of its velocity.</summary>
    private static Table MuscleTable(CharacterRecognition task, IReadOnlyDictionary<string, TensorData> shard)
    {
        var names = task.Movements.Muscles();
        var first = shard["first"].Values<long>();
        var lengths = shard["muscles"].Values<float>();
        var step = (double)task.Step().Seconds;
        var (least, mean, greatest, deviation) = (new double[names.Count], new double[names.Count], new double[names.Count], new double[names.Count]);
        for (var muscle = 0; muscle < names.Count; muscle++)
        {
            double sum = 0, squares = 0, count = 0;
            (least[muscle], greatest[muscle]) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var movement = 0; movement + 1 < first.Length; movement++)
            {
                for (var row = first[movement]; row < first[movement + 1]; row++)
                {
                    var length = lengths[(int)(row * names.Count) + muscle];
                    (least[muscle], greatest[muscle], sum) = (Math.Min(least[muscle], length), Math.Max(greatest[muscle], length), sum + length);
                    if (row == first[movement]) continue;
                    var velocity = (length - lengths[(int)((row - 1) * names.Count) + muscle]) / step;
                    (squares, count) = (squares + (velocity * velocity), count + 1);
                }
            }
            mean[muscle] = sum / first[^1];
            deviation[muscle] = Math.Sqrt(squares / Math.Max(count, 1));
        }
        return new(
        [
            new TextColumn("muscle", [.. names]),
            new NumberColumn("least_length", "mm", least),
            new NumberColumn("mean_length", "mm", mean),
            new NumberColumn("greatest_length", "mm", greatest),
            new NumberColumn("velocity_sd", "mm/s", deviation),
        ]);
    }
}
