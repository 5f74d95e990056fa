using Spindle.Execution;
using Spindle.Plans;

namespace Spindle.Pins;

/// <summary>How a step departs from the lock file.</summary>
/// <param name="Step">The step's id.</param>
public abstract record Departure(string Step)
{
    /// <summary>The plan has the step, and the lock file has not.</summary>
    public sealed record Extra(string Step) : Departure(Step);

    /// <summary>The lock file has the step, and the plan has not.</summary>
    public sealed record Missing(string Step) : Departure(Step);

    /// <summary>Its key is another: it computes something else.</summary>
    /// <param name="Step">The step's id.</param>
    /// <param name="Pinned">The pinned key.</param>
    /// <param name="Found">The key.</param>
    /// <param name="Changes">Every value of the key text that differs; null where the store does not have the pinned key's text.</param>
    public sealed record OfKey(string Step, Digest Pinned, Digest Found, IReadOnlyList<KeyChange>? Changes) : Departure(Step);

    /// <summary>Its key is the pinned one, and its outputs are not.</summary>
    /// <param name="Step">The step's id.</param>
    /// <param name="Outputs">The outputs that differ.</param>
    /// <param name="Environment">What is not as the lock file says where the result was made: the likely cause.</param>
    public sealed record OfOutputs(string Step, IReadOnlyList<OutputChange> Outputs, IReadOnlyList<EnvironmentChange> Environment) : Departure(Step);
}

/// <summary>An output whose content differs.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Pinned">The digest of the pinned content; null where none is pinned.</param>
/// <param name="Found">The digest of the content; null where the step has no such output.</param>
public sealed record OutputChange(string Name, Digest? Pinned, Digest? Found);
