using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Look at a stimulus as soon as it appears (RT Go of Yang et al. 2019).</summary>
[Kind("reactgo", Version = 1)]
public sealed record ReactionGo : GoTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Reaction(new(0));
}
