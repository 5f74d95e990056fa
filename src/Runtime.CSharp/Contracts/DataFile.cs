namespace Spindle.Contracts;

/// <summary>A file that an experiment names. Only its content enters a key, never its path.</summary>
/// <param name="Path">As written, relative to the experiment's file.</param>
/// <param name="Digest">SHA-256 of its content in lower-case hexadecimal, filled in when the run is planned; empty before.</param>
public sealed record DataFile(string Path, string Digest = "");
