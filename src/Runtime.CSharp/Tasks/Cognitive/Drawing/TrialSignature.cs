using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Drawing;

/// <summary>What a task of trials promises.</summary>
internal static class TrialSignature
{
    /// <summary>The signature of test trials.</summary>
    public static TaskSignature Of(TrialLayout layout, TrialTiming timing, TrialComposition composition) => new(
        timing.Steps,
        layout.TimeStep,
        Inputs: [new("fixation", 1, ""), .. Rings(layout), new("rule", layout.Rules, "")],
        Targets: [new("fixation", 1, ""), new("ring", layout.RingUnits, "")],
        Variables: [.. composition.Stimuli.Select(stimulus => new Port(stimulus.Name, 1, "rad")), new("response", 1, "rad")],
        timing.Epochs);

    private static IEnumerable<Port> Rings(TrialLayout layout) => layout.Rings == 1
        ? [new("ring", layout.RingUnits, "")]
        : Enumerable.Range(1, layout.Rings).Select(ring => new Port($"ring{ring}", layout.RingUnits, ""));
}
