using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Look away from where a stimulus was, after a delay, when the fixation point goes (Dly Anti of Yang et al. 2019).</summary>
[Kind("delayanti", Version = 1)]
public sealed record DelayedAnti : GoTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Delayed(new(180));
}
