using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Look away from a stimulus as soon as it appears (RT Anti of Yang et al. 2019).</summary>
[Kind("reactanti", Version = 1)]
public sealed record ReactionAnti : GoTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Reaction(new(180));
}
