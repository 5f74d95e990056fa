namespace Spindle.Contracts;

/// <summary>What an artifact is, hence how it is written and read.</summary>
public enum ArtifactType
{
    /// <summary>Named arrays of numbers; safetensors.</summary>
    Tensors,

    /// <summary>Named columns; Parquet.</summary>
    Table,

    /// <summary>Named values; canonical JSON.</summary>
    Record,

    /// <summary>A figure as data, not yet drawn; canonical JSON of <see cref="Figure"/>.</summary>
    Figure,

    /// <summary>A drawn figure; SVG.</summary>
    Svg,

    /// <summary>A drawn figure; PNG.</summary>
    Png,
}
