using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Spindle.Artifacts;
using Spindle.Contracts;
using Spindle.Store;
using Spindle.Torch;
using TorchSharp;

namespace Spindle.Bench;

/// <summary>How fast a store gives back what it holds: many artifacts, a large one, and a large one as a tensor.</summary>
internal static class StoreSpeed
{
    private const int Artifacts = 1_000;
    private const int ArtifactBytes = 64 << 10;
    private const int LargeNumbers = 256 << 20;

    /// <summary>Measures in a new folder, which is deleted again.</summary>
    public static void Run(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("spindle-bench-").FullName;
        try
        {
            Restore(folder, rounds);
            Large(folder, rounds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Restore(string folder, int rounds)
    {
        using var store = ContentStore.Open(folder);
        var outputs = Enumerable.Range(0, Artifacts).Select(seed => Noise(store, seed)).ToList();
        var seconds = Median(rounds, () =>
        {
            // A store that was opened anew has verified nothing yet.
            using var fresh = ContentStore.Open(folder);
            foreach (var output in outputs)
            {
                using var content = fresh.Open(output);
                if (content.Memory.Length != ArtifactBytes) throw new InvalidDataException("an artifact of another size");
            }
        });
        Say($"{Artifacts} artifacts of 64 KiB read back, each verified: {seconds:0.000} s");
    }

    private static void Large(string folder, int rounds)
    {
        using var store = ContentStore.Open(folder);
        var numbers = new float[LargeNumbers];
        Random.Shared.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan(0, 1 << 20)));
        using var blob = store.NewBlob();
        SafeTensors.Write(blob.Stream, new Dictionary<string, TensorData> { ["large"] = TensorData.Of<float>(numbers, LargeNumbers) });
        var (digest, size) = blob.Finish();
        var output = new StoredOutput("large", ArtifactType.Tensors, digest, size);
        var file = Path.Combine(folder, "blobs", "sha256", digest.Hex[..2], digest.Hex);

        var verified = Median(rounds, () =>
        {
            using var fresh = ContentStore.Open(folder);
            fresh.Open(output).Dispose();
        });
        Say($"1 GiB verified and mapped: {verified:0.000} s, {size / verified / 1e9:0.00} GB/s");
        Peer("sha256sum", file, size, verified, rounds);
        var bytes = File.ReadAllBytes(file);
        var hashed = Median(rounds, () => SHA256.HashData(bytes));
        Say($"the bare hash of as much memory: {hashed:0.000} s, {size / hashed / 1e9:0.00} GB/s; × {verified / hashed:0.00}");

        TorchNative.Load();
        // Touched once, so that both ways read from memory.
        using var content = store.Open(output);
        var data = SafeTensors.Read(content.Memory)["large"];
        var copied = Median(rounds, () => data.ToTensor(torch.CPU).Dispose());
        var borrowed = Median(rounds, () => data.AsTensor(torch.CPU).Dispose());
        Say($"as a tensor: a copy {copied * 1000:0.0} ms, where it lies {borrowed * 1000:0.000} ms");
    }

    private static void Peer(string program, string file, long size, double own, int rounds)
    {
        if (!File.Exists($"/usr/bin/{program}")) return;
        var seconds = Median(rounds, () =>
        {
            using var process = Process.Start(new ProcessStartInfo(program, [file]) { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
        });
        Say($"{program} of the same file: {seconds:0.000} s, {size / seconds / 1e9:0.00} GB/s; × {own / seconds:0.00}");
    }

    private static StoredOutput Noise(ContentStore store, int seed)
    {
        var bytes = new byte[ArtifactBytes];
        new Random(seed).NextBytes(bytes);
        using var blob = store.NewBlob();
        blob.Stream.Write(bytes);
        var (digest, size) = blob.Finish();
        return new("noise", ArtifactType.Tensors, digest, size);
    }

    private static double Median(int rounds, Action work)
    {
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var from = Stopwatch.GetTimestamp();
            work();
            times.Add(Stopwatch.GetElapsedTime(from).TotalSeconds);
        }
        return times.Order().ElementAt(rounds / 2);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
