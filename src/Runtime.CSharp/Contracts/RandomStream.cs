using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Spindle.Contracts;

/// <summary>
/// A stream of random numbers that is addressed, not consumed: item <c>n</c> of a stream is the same whoever draws it,
/// in whatever order or segment.
/// </summary>
/// <remarks>
/// Derivation: the key is the first eight bytes (little-endian) of SHA-256 over the UTF-8 text
/// <c>spindle/1|&lt;experiment seed&gt;|&lt;member seed&gt;|&lt;stream name&gt;</c>; numbers come from Philox4x32-10
/// (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011) with that key and the
/// counter (block low, block high, item low, item high).
/// </remarks>
public sealed class RandomStream
{
    private readonly uint key0, key1;
    private readonly ulong item;
    private ulong block;
    private uint w0, w1, w2, w3;
    private int left;
    private double spare = double.NaN;

    private RandomStream(uint key0, uint key1, ulong item) => (this.key0, this.key1, this.item) = (key0, key1, item);

    /// <summary>The stream of a name for an experiment's seed and a member's seed (null for what belongs to no member).</summary>
    public static RandomStream Derive(long experiment, long? member, string name)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"spindle/1|{experiment}|{member}|{name}"));
        return new(BinaryPrimitives.ReadUInt32LittleEndian(digest), BinaryPrimitives.ReadUInt32LittleEndian(digest.AsSpan(4)), 0);
    }

    /// <summary>The numbers of one item of the stream, from their beginning.</summary>
    public RandomStream At(long index) => new(key0, key1, (ulong)index + 1);

    /// <summary>The next 32 random bits.</summary>
    public uint Bits()
    {
        if (left == 0)
        {
            (w0, w1, w2, w3) = Philox((uint)block, (uint)(block >> 32), (uint)item, (uint)(item >> 32), key0, key1);
            block++;
            left = 4;
        }
        return left-- switch { 4 => w0, 3 => w1, 2 => w2, _ => w3 };
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double Uniform()
    {
        var high = Bits() >> 5;
        var low = Bits() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <summary>A number in [least, greatest).</summary>
    public double Uniform(double least, double greatest) => least + ((greatest - least) * Uniform());

    /// <summary>A whole number in [0, count), each equally likely.</summary>
    public long Integer(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var limit = ulong.MaxValue - (ulong.MaxValue % (ulong)count);
        ulong draw;
        do draw = ((ulong)Bits() << 32) | Bits();
        while (draw >= limit);
        return (long)(draw % (ulong)count);
    }

    /// <summary>A standard normal number (Box and Muller 1958, both of a pair used).</summary>
    public double Normal()
    {
        if (!double.IsNaN(spare))
        {
            var kept = spare;
            spare = double.NaN;
            return kept;
        }
        var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * Uniform());
        spare = radius * sin;
        return radius * cos;
    }

    /// <summary>One block of Philox4x32-10: four words for a counter of four words and a key of two.</summary>
    public static (uint, uint, uint, uint) Philox(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (var round = 0; round < 10; round++)
        {
            var p0 = 0xD2511F53UL * c0;
            var p1 = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        return (c0, c1, c2, c3);
    }
}
