using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>An output of a step as it is stored. Whether its content has a file of its own or stands inside the entry is the store's affair.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Type">What it is.</param>
/// <param name="Digest">The SHA-256 of its content, by which it is found.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record StoredOutput(string Name, ArtifactType Type, Digest Digest, long Size);
