using Spindle.Contracts;

namespace Spindle.Tasks.Proprioception;

/// <summary>The steps that make movements: letters, start points, shards of each split, and what they refused.</summary>
internal static class MovementPlan
{
    /// <summary>The splits, the one to train on first.</summary>
    public static IReadOnlyList<string> Splits { get; } = ["training", "validation", "test"];

    /// <summary>Plans the steps and names their artifacts.</summary>
    public static IReadOnlyDictionary<string, ArtifactRef> Of(CharacterMovements movements, IPlanner planner)
    {
        var artifacts = new Dictionary<string, ArtifactRef>
        {
            ["letters"] = Step(planner, "letters", movements),
            ["start_points"] = Step(planner, "start_points", movements),
        };
        var counts = new Dictionary<string, ArtifactRef>();
        foreach (var split in Splits)
        {
            var count = Count(movements, split);
            for (var first = 0L; first < count; first += movements.Shard)
            {
                var name = Name(split, first, movements.Shard, count);
                var shard = planner.Step(new(name, "character_movements/shard")
                {
                    Parameters = new Dictionary<string, object>
                    {
                        ["movements"] = movements,
                        ["split"] = split,
                        ["first"] = first,
                        ["count"] = Math.Min(movements.Shard, count - first),
                    },
                    Inputs = new Dictionary<string, ArtifactRef> { ["letters"] = artifacts["letters"], ["start_points"] = artifacts["start_points"] },
                    Outputs = [new("movements", ArtifactType.Tensors), new("counts", ArtifactType.Record)],
                });
                artifacts[name] = shard["movements"];
                artifacts[$"{name}/counts"] = counts[name] = shard["counts"];
            }
        }
        artifacts["counts"] = planner.Step(new("counts", "character_movements/count")
        {
            Inputs = counts,
            Parameters = new Dictionary<string, object> { ["shards"] = string.Join(' ', counts.Keys) },
            Outputs = [new("counts", ArtifactType.Table)],
        })["counts"];
        return artifacts;
    }

    /// <summary>How many movements a split has.</summary>
    public static long Count(CharacterMovements movements, string split) => split switch
    {
        "training" => movements.Training,
        "validation" => movements.Validation,
        "test" => movements.Test,
        _ => throw new KeyNotFoundException($"there is no split '{split}', only {string.Join(", ", Splits)}"),
    };

    /// <summary>The artifact of the first shard to train on.</summary>
    public static string FirstShard(CharacterMovements movements) => Name("training", 0, movements.Shard, movements.Training);

    /// <summary>The first shards of a split, by name, as many as hold so many movements.</summary>
    public static IEnumerable<(string Name, ArtifactRef Shard)> Shards(
        CharacterMovements movements, IReadOnlyDictionary<string, ArtifactRef> artifacts, string split, long count)
    {
        var all = Count(movements, split);
        for (var first = 0L; first < Math.Min(count, all); first += movements.Shard)
        {
            var name = Name(split, first, movements.Shard, all);
            yield return (name, artifacts[name]);
        }
    }

    private static string Name(string split, long first, long shard, long count) => $"{split}/{first}-{Math.Min(first + shard, count) - 1}";

    private static ArtifactRef Step(IPlanner planner, string name, CharacterMovements movements) =>
        planner.Step(new(name, $"character_movements/{name}")
        {
            Parameters = new Dictionary<string, object> { ["movements"] = movements },
            Outputs = [new(name, ArtifactType.Tensors)],
        })[name];
}
