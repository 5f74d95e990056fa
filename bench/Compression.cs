using System.Diagnostics;
using System.IO.Compression;
using Spindle.Store;
using ZstdSharp;

namespace Spindle.Bench;

/// <summary>What compression would save of a store's artifacts, and how fast it is, by the artifacts' type.</summary>
internal static class Compression
{
    private static readonly (string Name, Func<byte[], byte[]> Pack, Func<byte[], byte[]> Unpack)[] Methods =
    [
        .. new[] { 1, 3, 6 }.Select(level => ($"zstd {level}", (Func<byte[], byte[]>)(bytes => Zstandard(bytes, level)), (Func<byte[], byte[]>)Unzstandard)),
        ("brotli 1", bytes => Through(bytes, stream => new BrotliStream(stream, (CompressionLevel)1)), bytes => Back(bytes, stream => new BrotliStream(stream, CompressionMode.Decompress))),
        ("deflate", bytes => Through(bytes, stream => new DeflateStream(stream, CompressionLevel.Fastest)), bytes => Back(bytes, stream => new DeflateStream(stream, CompressionMode.Decompress))),
    ];

    /// <summary>Prints a line for every type and method: the sizes, and the speeds in MB of plain content a second.</summary>
    public static void Run(string folder)
    {
        using var store = ContentStore.Look(folder);
        var types = StoreContents.Entries(store).SelectMany(found => found.Entry.Blobs).DistinctBy(output => output.Digest)
            .GroupBy(output => output.Type.ToString()).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var type in types) Measure(type.Key, [.. type.Select(output => Content(store, output))]);
        Measure("Entries", [.. StoreContents.EntryFiles(store).Select(file => File.ReadAllBytes(file.FullName))]);
    }

    private static void Measure(string type, IReadOnlyList<byte[]> contents)
    {
        var plain = contents.Sum(content => (long)content.Length);
        foreach (var (name, pack, unpack) in Methods)
        {
            var packed = contents.Select(pack).ToList();
            var size = packed.Sum(content => (long)content.Length);
            var line = $"{type,-8} {contents.Count,5} files {plain / 1e6,9:F2} MB  {name,-9} {size / 1e6,9:F2} MB {100.0 * size / plain,6:F1} %"
                + $"  {plain / 1e6 / Seconds(() => contents.Select(pack).Count(content => content.Length > 0)),7:F0} MB/s"
                + $"  back {plain / 1e6 / Seconds(() => packed.Select(unpack).Count(content => content.Length > 0)),7:F0} MB/s";
            Console.WriteLine(line);
        }
    }

    /// <summary>The shortest of three tries, each long enough to be measured.</summary>
    private static double Seconds(Func<int> work)
    {
        double Once()
        {
            var (watch, rounds) = (Stopwatch.StartNew(), 0);
            for (; rounds == 0 || watch.Elapsed.TotalSeconds < 0.1; rounds++) work();
            return watch.Elapsed.TotalSeconds / rounds;
        }
        return Enumerable.Range(0, 3).Min(_ => Once());
    }

    private static byte[] Content(ContentStore store, StoredOutput output)
    {
        using var content = store.Open(output);
        return content.Memory.ToArray();
    }

    private static byte[] Zstandard(byte[] bytes, int level)
    {
        using var compressor = new Compressor(level);
        return compressor.Wrap(bytes).ToArray();
    }

    private static byte[] Unzstandard(byte[] bytes)
    {
        using var decompressor = new Decompressor();
        return decompressor.Unwrap(bytes).ToArray();
    }

    private static byte[] Through(byte[] bytes, Func<Stream, Stream> compression)
    {
        using var packed = new MemoryStream();
        using (var stream = compression(packed)) stream.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Back(byte[] bytes, Func<Stream, Stream> decompression)
    {
        using var plain = new MemoryStream();
        using var stream = decompression(new MemoryStream(bytes));
        stream.CopyTo(plain);
        return plain.ToArray();
    }
}
