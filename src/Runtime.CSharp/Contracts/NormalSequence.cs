using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spindle.Contracts;

/// <summary>
/// Standard normal numbers in single precision, many at a time: sixteen generators xoshiro128++ (Blackman and Vigna, ACM TOMS 47,
/// 2021) that a stream seeds, and Box and Muller's method (1958). Every operation in it is exactly rounded, so that any
/// processor gives the same bits.
/// </summary>
/// <remarks>Numbers reach to 5.77 standard deviations, since the radius is drawn with 24 bits.</remarks>
public sealed class NormalSequence
{
    private const int Lanes = 16;

    /// <summary>How many numbers are made together: a sequence that is taken in parts of multiples of it goes on seamlessly.</summary>
    public const int Block = 2 * Lanes;

    private Lanes16 lanes;

    /// <summary>The numbers that a stream's next 64 words seed.</summary>
    public NormalSequence(RandomStream stream) =>
        lanes = new() { S0 = Words(stream), S1 = Words(stream), S2 = Words(stream), S3 = Words(stream) };

    /// <summary>Overwrites the values with the next numbers times a standard deviation. A last block that does not fit is cut off.</summary>
    public void Fill(Span<float> values, double deviation)
    {
        var scale = Vector512.Create((float)deviation);
        var whole = MemoryMarshal.Cast<float, Vector512<float>>(values[..(values.Length / Block * Block)]);
        // A copy can stay in registers.
        var running = lanes;
        for (var at = 0; at < whole.Length; at += 2) Pair(ref running, scale, out whole[at], out whole[at + 1]);
        lanes = running;
        var rest = values[(whole.Length * Lanes)..];
        if (rest.IsEmpty) return;
        Span<float> last = stackalloc float[Block];
        var pair = MemoryMarshal.Cast<float, Vector512<float>>(last);
        Pair(ref lanes, scale, out pair[0], out pair[1]);
        last[..rest.Length].CopyTo(rest);
    }

    private static Vector512<uint> Words(RandomStream stream)
    {
        Span<uint> words = stackalloc uint[Lanes];
        foreach (ref var word in words) word = stream.Bits();
        return Vector512.Create<uint>(words);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Rotate(Vector512<uint> word, int by) => (word << by) | (word >>> (32 - by));

    /// <summary>√(−2 ln u) cos 2πv and √(−2 ln u) sin 2πv, scaled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(ref Lanes16 lanes, Vector512<float> scale, out Vector512<float> first, out Vector512<float> second)
    {
        const float Unit = 1.0f / (1 << 24);
        var u = Vector512.ConvertToSingle(((lanes.Next() >>> 8) + Vector512<uint>.One).AsInt32()) * Unit;
        var v = Vector512.ConvertToSingle((lanes.Next() >>> 8).AsInt32()) * (4 * Unit);
        var radius = Vector512.Sqrt(Log(u) * -2f) * scale;
        var (sin, cos) = SinCosOfQuarters(v);
        first = radius * cos;
        second = radius * sin;
    }

    /// <summary>ln x for x in (0, 1], by the polynomial of Cephes' logf.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Log(Vector512<float> x)
    {
        // x = 2^e m with m in [√½, √2)
        var bits = x.AsInt32() - Vector512.Create(0x3F3504F3);
        var e = Vector512.ConvertToSingle(bits >> 23);
        var m = ((bits & Vector512.Create(0x007FFFFF)) + Vector512.Create(0x3F3504F3)).AsSingle() - Vector512<float>.One;
        var square = m * m;
        var p = Vector512.Create(7.0376836292e-2f);
        p = (p * m) - Vector512.Create(1.1514610310e-1f);
        p = (p * m) + Vector512.Create(1.1676998740e-1f);
        p = (p * m) - Vector512.Create(1.2420140846e-1f);
        p = (p * m) + Vector512.Create(1.4249322787e-1f);
        p = (p * m) - Vector512.Create(1.6668057665e-1f);
        p = (p * m) + Vector512.Create(2.0000714765e-1f);
        p = (p * m) - Vector512.Create(2.4999993993e-1f);
        p = (p * m) + Vector512.Create(3.3333331174e-1f);
        var y = (p * m * square) + (e * -2.12194440e-4f) - (square * 0.5f);
        return m + y + (e * 0.693359375f);
    }

    /// <summary>Sine and cosine of v quarter turns, v in [0, 4), by the polynomials of Cephes' sinf and cosf.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Sin, Vector512<float> Cos) SinCosOfQuarters(Vector512<float> v)
    {
        var nearest = Vector512.ConvertToInt32(v + Vector512.Create(0.5f));
        var r = (v - Vector512.ConvertToSingle(nearest)) * (float)(Math.PI / 2);
        var square = r * r;
        var sin = Vector512.Create(-1.9515295891e-4f);
        sin = (sin * square) + Vector512.Create(8.3321608736e-3f);
        sin = (sin * square) - Vector512.Create(1.6666654611e-1f);
        sin = (sin * square * r) + r;
        var cos = Vector512.Create(2.443315711809948e-5f);
        cos = (cos * square) - Vector512.Create(1.388731625493765e-3f);
        cos = (cos * square) + Vector512.Create(4.166664568298827e-2f);
        cos = (cos * square * square) - (square * 0.5f) + Vector512<float>.One;
        // A turn by one quarter takes (sin, cos) to (cos, −sin), by two it changes both signs.
        var swaps = Vector512.Equals(nearest & Vector512<int>.One, Vector512<int>.One).AsSingle();
        var sinSign = (nearest & Vector512.Create(2)) << 30;
        var cosSign = ((nearest + Vector512<int>.One) & Vector512.Create(2)) << 30;
        var s = Vector512.ConditionalSelect(swaps, cos, sin).AsInt32() ^ sinSign;
        var c = Vector512.ConditionalSelect(swaps, sin, cos).AsInt32() ^ cosSign;
        return (s.AsSingle(), c.AsSingle());
    }

    private struct Lanes16
    {
        public Vector512<uint> S0, S1, S2, S3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<uint> Next()
        {
            var sum = S0 + S3;
            var result = Rotate(sum, 7) + S0;
            var shifted = S1 << 9;
            S2 ^= S0;
            S3 ^= S1;
            S1 ^= S2;
            S0 ^= S3;
            S2 ^= shifted;
            S3 = Rotate(S3, 11);
            return result;
        }
    }
}
