using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>A recording in a file.</summary>
[Kind("diary", Version = 1)]
public sealed record Diary : RecordingSpec
{
    /// <summary>The file.</summary>
    public required DataFile File { get; init; }

    /// <summary>Further files.</summary>
    public IReadOnlyList<DataFile> More { get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => planner.Step(new("", "diary/read")
    {
        Parameters = new Dictionary<string, object> { ["diary"] = this },
        Outputs = [new("data", ArtifactType.Tensors)],
    });
}

/// <summary>Reads a file as bytes.</summary>
[Operation("diary/read")]
public sealed class DiaryRead : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        using var file = context.ReadFile(context.Parameter<Diary>("diary").File);
        var bytes = new List<long>();
        for (var next = file.ReadByte(); next >= 0; next = file.ReadByte()) bytes.Add(next);
        context.WriteTensors("data", new Dictionary<string, TensorData> { ["bytes"] = TensorData.Of<long>(bytes.ToArray(), bytes.Count) });
    }
}

/// <summary>A recording that cannot be read.</summary>
[Kind("broken_diary", Version = 1)]
public sealed record BrokenDiary : RecordingSpec
{
    /// <summary>The file.</summary>
    public required DataFile File { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => planner.Step(new("", "number/fail")
    {
        Parameters = new Dictionary<string, object> { ["diary"] = this },
        Outputs = [new("data", ArtifactType.Tensors)],
    });
}
