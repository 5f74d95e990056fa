using Spindle.Contracts;

namespace Spindle.Probes;

/// <summary>Something that runs on by itself from given moments of a simulation, fed with the simulation's velocities.</summary>
internal interface IPredictor
{
    /// <summary>How many units it has; the observed ones come first.</summary>
    int Units { get; }

    /// <summary>The rates of all units in the steps that follow each start.</summary>
    Prediction Run(IReadOnlyList<TrialStart> starts, int steps);
}

/// <summary>Predicted rates.</summary>
/// <param name="Rates">Steps × starts × units.</param>
/// <param name="Starts">How many starts.</param>
/// <param name="Units">How many units.</param>
internal sealed record Prediction(TensorData Rates, int Starts, int Units)
{
    /// <summary>The rates of all units, so many steps after a start; the first prediction is 1 step ahead.</summary>
    public ReadOnlySpan<float> At(int ahead, int start) => Rates.Values<float>().Slice((((ahead - 1) * Starts) + start) * Units, Units);
}
