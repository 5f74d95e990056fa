namespace Spindle.Contracts;

/// <summary>The code that a step runs. It sees nothing but its context: no store, no path, no clock, no global random state.</summary>
public interface IOperation
{
    /// <summary>Reads parameters and inputs from the context and writes every promised output to it.</summary>
    /// <exception cref="OperationCanceledException">The run was interrupted.</exception>
    void Run(IStepContext context);
}
