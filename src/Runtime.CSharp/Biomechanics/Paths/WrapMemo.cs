namespace Spindle.Biomechanics.Paths;

/// <summary>What a wrap object answered to pieces of a path in the sweeps of one pose: most pieces come again unchanged, and the answer follows from the ends alone.</summary>
internal sealed class WrapMemo(int room)
{
    private readonly Piece[] known = new Piece[room];
    private int count;
    private int next;

    /// <summary>Forgets everything.</summary>
    public void Clear() => (count, next) = (0, 0);

    /// <summary>The answer to a piece, if it is known.</summary>
    public bool Find(in Vec3 p1, in Vec3 p2, out WrapAnswer answer, out WrapContact contact)
    {
        foreach (ref readonly var piece in known.AsSpan(0, count))
        {
            if (!Same(piece.P1, p1) || !Same(piece.P2, p2)) continue;
            (answer, contact) = (piece.Answer, piece.Contact);
            return true;
        }
        (answer, contact) = (default, default);
        return false;
    }

    /// <summary>Keeps an answer, in place of the oldest one where there is no room.</summary>
    public void Keep(in Vec3 p1, in Vec3 p2, WrapAnswer answer, in WrapContact contact)
    {
        known[next] = new(p1, p2, answer, contact);
        next = (next + 1) % known.Length;
        count = Math.Min(count + 1, known.Length);
    }

    private static bool Same(in Vec3 a, in Vec3 b) => a.X == b.X && a.Y == b.Y && a.Z == b.Z;

    private readonly record struct Piece(Vec3 P1, Vec3 P2, WrapAnswer Answer, WrapContact Contact);
}
