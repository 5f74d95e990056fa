using Spindle.Catalog;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution.Reasons;

/// <summary>Says in a run why each step executes, in a few words. Safe for several threads.</summary>
/// <param name="catalog">The kinds, whose version notes are quoted.</param>
/// <param name="store">The store.</param>
/// <param name="experiment">The experiment's name.</param>
/// <param name="run">The present run's name.</param>
public sealed class RunReasons(KindCatalog catalog, ContentStore store, string experiment, string run)
{
    private readonly ReasonWords words = new(catalog);
    private readonly KeyReasons reasons = new(store, new(store, experiment, StepExplanation.FewRuns, run));

    /// <summary>Why a step executes; null where the store refuses to tell, which must not fail the step.</summary>
    internal string? Of(Step step, StepKey key)
    {
        try
        {
            return words.Short(step, reasons.Of(step, key, compare: false));
        }
        catch (StoreException)
        {
            return null;
        }
    }
}
