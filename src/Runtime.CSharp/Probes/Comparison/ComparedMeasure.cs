using Spindle.Contracts;
using Spindle.Probes.Maturation;

namespace Spindle.Probes.Comparison;

/// <summary>A quantity that was measured in animals of many ages, and its counterpart in a model.</summary>
public sealed record ComparedMeasure : Clause
{
    /// <summary>What the quantity is called in metrics, as <c>delay_rate</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The recording in whose table it stands, a row a neuron or a session.</summary>
    [PlanOnly] public required RecordingRef Recording { get; init; }

    /// <summary>The column with its values; rows without one are left out.</summary>
    public required string Column { get; init; }

    /// <summary>The column with the time of each row relative to maturation, negative before it.</summary>
    public string Age { get; init; } = "mature";

    /// <summary>Its unit in the recording.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The probe that measures the counterpart in the model; left out where there is none.</summary>
    [PlanOnly] public ProbeRef? Model { get; init; }

    /// <summary>The probe's metric, with <c>{stage}</c> where its name has the stage, as <c>rate_delay1_{stage}</c>.</summary>
    public string Metric { get; init; } = "";

    /// <summary>Whether there is a counterpart in the model.</summary>
    internal bool HasModel => Metric.Length > 0;

    /// <summary>The metric of a stage.</summary>
    internal string MetricOf(MaturationStage stage) => Metric.Replace("{stage}", stage.Name(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (Name.Length == 0 || !Name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'))
            yield return new(DiagnosticCodes.OutOfRange, nameof(Name), $"a measure '{Name}', expected small letters, digits and underscores");
        if (Model is null != (Metric.Length == 0))
            yield return new(DiagnosticCodes.OutOfRange, nameof(Metric), "a model and its metric go together", "give both, or neither");
        if (Metric.Length > 0 && !Metric.Contains("{stage}", StringComparison.Ordinal))
            yield return new(DiagnosticCodes.OutOfRange, nameof(Metric), $"the metric '{Metric}' is of no stage", "write {stage} where its name has the stage");
    }
}
