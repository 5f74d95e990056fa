using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Look away from a stimulus that stays, when the fixation point goes (Anti of Yang et al. 2019).</summary>
[Kind("fdanti", Version = 1)]
public sealed record FixedAnti : GoTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Fixed(new(180));
}
