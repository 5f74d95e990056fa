using Spindle.Contracts;

namespace Spindle.Architectures;

/// <summary>
/// A recurrent rate network whose external input enters through a population of its own: the last <c>input_units</c> units
/// get the input, the first <c>observed_units</c> are compared with recorded neurons (Liu 2022).
/// </summary>
/// <remarks>
/// r = max(0, tanh(uW + b + h)) with h = v·w_in + b_in on the input units and 0 elsewhere; u ← (1 − α) u + α r.
/// Its state: <c>recurrent</c> (units × units, element [i, j] from unit i to unit j), <c>bias</c> (units), <c>input_weights</c>
/// (input units × features), <c>input_bias</c> (input units) and <c>observed</c>, for each observed unit the index of the
/// neuron that it is compared with.
/// </remarks>
[Kind("input_separated_rnn", Version = 1)]
public sealed record InputSeparatedRnn : ArchitectureSpec
{
    /// <summary>Units of the network.</summary>
    [Range("1", "100000")] public long Units { get; init; } = 200;

    /// <summary>How many of the last units get the input; all units for a network without separation.</summary>
    [Range("1", "100000")] public long InputUnits { get; init; } = 100;

    /// <summary>How many of the first units are observed; by default those without input, or all where every unit gets input.</summary>
    [Range("1", "100000")] public long? ObservedUnits { get; init; }

    /// <summary>Which of the task's neurons the observed units stand for.</summary>
    public ObservedSubset Observed { get; init; } = ObservedSubset.Contiguous;

    /// <summary>The part of the state that a step replaces by the new rates.</summary>
    [Range("0", "1")] public double Alpha { get; init; } = 0.2;

    /// <summary>Whether the state of each trial is scaled to length 1 after every step.</summary>
    public bool Normalise { get; init; }

    /// <summary>How many of the first units are observed, the default resolved.</summary>
    public long ObservedCount() => ObservedUnits ?? (Units > InputUnits ? Units - InputUnits : Units);

    /// <summary>The neurons that the observed units are compared with, of so many.</summary>
    public long[] ObservedNeurons(long neurons)
    {
        var count = ObservedCount();
        return [.. Enumerable.Range(0, (int)count).Select(unit => Observed == ObservedSubset.Contiguous ? unit : unit * neurons / count)];
    }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (InputUnits > Units)
            yield return Impossible(nameof(InputUnits), $"{InputUnits} input units in a network of {Units} units", "lower input_units or raise units");
        if (ObservedUnits > Units)
            yield return Impossible(nameof(ObservedUnits), $"{ObservedUnits} observed units in a network of {Units} units", "lower observed_units or raise units");
    }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(TaskSignature task)
    {
        var neurons = task.Targets.Sum(target => target.Size);
        if (ObservedCount() <= neurons) yield break;
        var at = ObservedUnits is null ? nameof(Units) : nameof(ObservedUnits);
        yield return Impossible(at, $"{ObservedCount()} observed units, yet the task has {neurons} neurons to compare with", "set observed_units to fewer");
    }

    /// <inheritdoc/>
    public override ArchitectureSignature Signature(TaskSignature task)
    {
        var (observed, free) = (ObservedCount(), Units - InputUnits);
        var layers = new List<Layer> { new("observed", 0, observed), new("input", free, InputUnits) };
        if (free > observed) layers.Add(new("hidden", observed, free - observed));
        return new(layers);
    }

    /// <inheritdoc/>
    public override ArtifactRef PlanInitial(IPlanner planner, PlannedTask task)
    {
        var signature = task.Spec.Signature();
        return planner.Step(new("initial", "input_separated_rnn/initial")
        {
            Parameters = new Dictionary<string, object>
            {
                ["architecture"] = this,
                ["features"] = signature.Inputs.Sum(input => input.Size),
                ["neurons"] = signature.Targets.Sum(target => target.Size),
            },
            Outputs = [new("state", ArtifactType.Tensors)],
        })["state"];
    }

    private static Problem Impossible(string property, string message, string hint) => new(DiagnosticCodes.ImpossibleShape, property, message, hint);
}
