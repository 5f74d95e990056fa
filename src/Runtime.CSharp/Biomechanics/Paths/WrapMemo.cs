namespace Spindle.Biomechanics.Paths;

/// <summary>What a wrap object answered to pieces of a path in the sweeps of one pose: most pieces come again unchanged, and the answer follows from the ends alone.</summary>
internal sealed class WrapMemo(int room)
{
    private readonly (Vec3 P1, Vec3 P2, WrapAnswer Answer, WrapContact Contact)[] known = new (Vec3, Vec3, WrapAnswer, WrapContact)[room];
    private int count;
    private int next;

    /// <summary>Forgets everything.</summary>
    public void Clear() => (count, next) = (0, 0);

    /// <summary>The answer to a piece, if it is known.</summary>
    public bool Find(Vec3 p1, Vec3 p2, out WrapAnswer answer, out WrapContact contact)
    {
        for (var i = 0; i < count; i++)
        {
            if (known[i].P1 != p1 || known[i].P2 != p2) continue;
            (answer, contact) = (known[i].Answer, known[i].Contact);
            return true;
        }
        (answer, contact) = (default, default);
        return false;
    }

    /// <summary>Keeps an answer, in place of the oldest one where there is no room.</summary>
    public void Keep(Vec3 p1, Vec3 p2, WrapAnswer answer, WrapContact contact)
    {
        known[next] = (p1, p2, answer, contact);
        next = (next + 1) % known.Length;
        count = Math.Min(count + 1, known.Length);
    }
}
