using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Look at a stimulus that stays, when the fixation point goes (Go of Yang et al. 2019).</summary>
[Kind("fdgo", Version = 1)]
public sealed record FixedGo : GoTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Fixed(new(0));
}
