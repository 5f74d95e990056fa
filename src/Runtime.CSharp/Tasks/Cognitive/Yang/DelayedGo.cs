using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Look where a stimulus was, after a delay, when the fixation point goes (Dly Go of Yang et al. 2019).</summary>
[Kind("delaygo", Version = 1)]
public sealed record DelayedGo : GoTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Delayed(new(0));
}
