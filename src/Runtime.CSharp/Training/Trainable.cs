namespace Spindle.Training;

/// <summary>Which parameters a training changes.</summary>
public enum Trainable
{
    /// <summary>All.</summary>
    All,

    /// <summary>The weights of the inputs, those of the rules among them.</summary>
    Input,

    /// <summary>The weights of the rule inputs.</summary>
    Rule,
}
