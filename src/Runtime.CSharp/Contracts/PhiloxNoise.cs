using System.Runtime.Intrinsics;

namespace Spindle.Contracts;

/// <summary>Many normal numbers at once, for noise on every channel at every step: the same bits on every machine.</summary>
/// <remarks>
/// Numbers come in groups of 16 from four blocks b = 0 … 3 of Philox, each of the words w₀ … w₃. Word wᵢ (i = 0, 1) gives a radius
/// r = √(−2 ln u), u = (⌊wᵢ / 2⁸⌋ + 1) / 2²⁴, word wᵢ₊₂ an angle θ = q π/2 + (f − 2²³) / 2²³ · π/4, q its two highest bits, f the next
/// 24 bits. Number 2b + i of the group is r cos θ, number 8 + 2b + i is r sin θ (Box and Muller 1958), in single precision with the
/// polynomials of Cephes (Moshier) for ln, sin and cos, each operation rounded on its own.
/// </remarks>
internal static class PhiloxNoise
{
    private const int Group = 16, Blocks = 4;

    private static Vector256<ulong> Low => Vector256.Create(0xFFFFFFFFUL);

    /// <summary>Adds noise to numbers, group after group; the last one may be used in part.</summary>
    /// <returns>How many blocks were used.</returns>
    public static ulong Add(Span<float> numbers, float deviation, uint key0, uint key1, ulong item, ulong block)
    {
        var first = block;
        var scale = Vector256.Create(deviation);
        for (; numbers.Length >= Group; numbers = numbers[Group..], block += Blocks)
        {
            var (even, odd) = Normals(key0, key1, item, block);
            (Vector256.Create<float>(numbers) + (scale * even)).CopyTo(numbers);
            (Vector256.Create<float>(numbers[8..]) + (scale * odd)).CopyTo(numbers[8..]);
        }
        if (numbers.IsEmpty) return block - first;
        Span<float> rest = stackalloc float[Group];
        numbers.CopyTo(rest);
        Add(rest, deviation, key0, key1, item, block);
        rest[..numbers.Length].CopyTo(numbers);
        return block + Blocks - first;
    }

    private static (Vector256<float> Even, Vector256<float> Odd) Normals(uint key0, uint key1, ulong item, ulong block)
    {
        var (radii, angles) = Words(key0, key1, item, block);
        var u = Vector256.ConvertToSingle(((radii >>> 8) + Vector256<uint>.One).AsInt32()) * Vector256.Create(5.9604645e-8f);
        var radius = Vector256.Sqrt(Vector256.Create(-2f) * Log(u));
        var (sin, cos) = SinCos(angles);
        return (radius * cos, radius * sin);
    }

    /// <summary>Words 0 and 1 of four blocks, then words 2 and 3, each pair side by side.</summary>
    private static (Vector256<uint> Radii, Vector256<uint> Angles) Words(uint key0, uint key1, ulong item, ulong block)
    {
        var blocks = Vector256.Create(block) + Vector256.Create(0UL, 1UL, 2UL, 3UL);
        var (c0, c1) = (blocks & Low, blocks >>> 32);
        var (c2, c3) = (Vector256.Create(item & 0xFFFFFFFF), Vector256.Create(item >> 32));
        for (var round = 0; round < 10; round++)
        {
            var p0 = c0 * Vector256.Create(0xD2511F53UL);
            var p1 = c2 * Vector256.Create(0xCD9E8D57UL);
            (c0, c1, c2, c3) = ((p1 >>> 32) ^ c1 ^ Vector256.Create((ulong)key0), p1 & Low, (p0 >>> 32) ^ c3 ^ Vector256.Create((ulong)key1), p0 & Low);
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }
        return ((c0 | (c1 << 32)).AsUInt32(), (c2 | (c3 << 32)).AsUInt32());
    }

    /// <summary>The natural logarithm of numbers in (0, 1].</summary>
    private static Vector256<float> Log(Vector256<float> u)
    {
        var bits = u.AsInt32();
        var exponent = Vector256.ConvertToSingle((bits >> 23) - Vector256.Create(127));
        var mantissa = ((bits & Vector256.Create(0x7FFFFF)) | Vector256.Create(0x3F800000)).AsSingle();
        var large = Vector256.GreaterThan(mantissa, Vector256.Create(1.41421356f));
        var m = Vector256.ConditionalSelect(large, mantissa * Vector256.Create(0.5f), mantissa);
        var e = Vector256.ConditionalSelect(large, exponent + Vector256<float>.One, exponent);
        var x = m - Vector256<float>.One;
        var z = x * x;
        var y = (Vector256.Create(7.0376836292e-2f) * x) + Vector256.Create(-1.1514610310e-1f);
        y = (y * x) + Vector256.Create(1.1676998740e-1f);
        y = (y * x) + Vector256.Create(-1.2420140846e-1f);
        y = (y * x) + Vector256.Create(1.4249322787e-1f);
        y = (y * x) + Vector256.Create(-1.6668057665e-1f);
        y = (y * x) + Vector256.Create(2.0000714765e-1f);
        y = (y * x) + Vector256.Create(-2.4999993993e-1f);
        y = (y * x) + Vector256.Create(3.3333331174e-1f);
        y = y * x * z;
        y = y + (Vector256.Create(-2.12194440e-4f) * e);
        y = y - (Vector256.Create(0.5f) * z);
        return x + y + (Vector256.Create(0.693359375f) * e);
    }

    private static (Vector256<float> Sin, Vector256<float> Cos) SinCos(Vector256<uint> words)
    {
        var fraction = ((words >>> 6) & Vector256.Create(0xFFFFFFu)).AsInt32() - Vector256.Create(1 << 23);
        var x = Vector256.ConvertToSingle(fraction) * Vector256.Create(1.1920929e-7f) * Vector256.Create(0.78539816f);
        var z = x * x;
        var s = (Vector256.Create(-1.9515295891e-4f) * z) + Vector256.Create(8.3321608736e-3f);
        s = (s * z) + Vector256.Create(-1.6666654611e-1f);
        s = (s * z * x) + x;
        var c = (Vector256.Create(2.443315711809948e-5f) * z) + Vector256.Create(-1.388731625493765e-3f);
        c = (c * z) + Vector256.Create(4.166664568298827e-2f);
        c = (c * z * z) - (Vector256.Create(0.5f) * z) + Vector256<float>.One;
        var quarter = words >>> 30;
        var swap = Vector256.Equals(quarter & Vector256<uint>.One, Vector256<uint>.One).AsSingle();
        var (sin, cos) = (Vector256.ConditionalSelect(swap, c, s), Vector256.ConditionalSelect(swap, s, c));
        var negativeSin = (quarter << 30) & Vector256.Create(0x80000000u);
        var negativeCos = ((quarter + Vector256<uint>.One) << 30) & Vector256.Create(0x80000000u);
        return ((sin.AsUInt32() ^ negativeSin).AsSingle(), (cos.AsUInt32() ^ negativeCos).AsSingle());
    }
}
