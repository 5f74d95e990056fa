namespace Spindle.Plans;

/// <summary>What sort of value changed.</summary>
public enum ChangeCause
{
    /// <summary>The version of the operation or of a kind.</summary>
    Version,

    /// <summary>A parameter, a seed among them.</summary>
    Parameter,

    /// <summary>The content of an input.</summary>
    Input,

    /// <summary>The class of device that computes.</summary>
    Numerics,

    /// <summary>Something else of the step: its operation, its outputs, the plugin that it comes from, the format of the key.</summary>
    Step,
}

/// <summary>One value that differs between two key texts.</summary>
/// <param name="Path">Where it stands, as <c>parameters.training.parameters.learning_rate</c>; see <see cref="KeyPath"/>.</param>
/// <param name="Before">Its canonical JSON in the first text; null where it is absent.</param>
/// <param name="After">Its canonical JSON in the second text; null where it is absent.</param>
public sealed record KeyChange(string Path, string? Before, string? After)
{
    /// <summary>The name of the input whose content changed; null where it is no input.</summary>
    public string? Input => KeyPath.Split(Path) is ["inputs", var name, ..] ? name : null;

    /// <summary>What sort of value it is.</summary>
    public ChangeCause Cause => KeyPath.Split(Path) switch
    {
        ["version"] or ["parameters", _, "version"] => ChangeCause.Version,
        ["inputs", ..] => ChangeCause.Input,
        ["numerics", ..] => ChangeCause.Numerics,
        ["parameters", "plugin"] or ["parameters", _, "plugin"] => ChangeCause.Step,
        ["parameters", ..] => ChangeCause.Parameter,
        _ => ChangeCause.Step,
    };

    /// <summary>The parameter whose kind's version changed, as <c>training</c>; null where it is the operation's version, or none.</summary>
    public string? VersionOf => KeyPath.Split(Path) is ["parameters", var parameter, "version"] ? parameter : null;

    /// <summary>The path as people say it: <c>training.learning_rate</c>.</summary>
    public string Label => KeyPath.Split(Path) switch
    {
        ["parameters", "random", "experiment"] => "the experiment's seed",
        ["parameters", "random", "member"] => "the model's seed",
        ["parameters", var parameter, "parameters", .. var rest] => Join([parameter, .. rest]),
        ["parameters", "plugin"] => "the plugin",
        ["parameters", var parameter, "plugin"] => $"the plugin of {parameter}",
        ["parameters", .. var rest] => Join(rest),
        ["inputs", var name] => $"input '{name}'",
        ["numerics", .. var rest] => Join(["numerics", .. rest]),
        ["format"] => "the format of keys",
        var parts => Join(parts),
    };

    private static string Join(IEnumerable<string> parts) =>
        parts.Aggregate("", (path, part) => path.Length == 0 ? part : part.StartsWith('[') ? path + part : $"{path}.{part}");
}
