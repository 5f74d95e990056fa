namespace Spindle.Biomechanics.Paths;

/// <summary>What a wrap object answered to pieces of a path in the sweeps of one pose: most pieces come again unchanged, and the answer follows from the ends alone.</summary>
/// <param name="room">How many pieces there may be in a pose.</param>
internal sealed class WrapMemo(int room)
{
    private readonly Piece[] pieces = new Piece[room];
    private int count;

    /// <summary>What is kept at a place.</summary>
    public ref Piece this[int place] => ref pieces[place];

    /// <summary>Forgets everything.</summary>
    public void Clear() => count = 0;

    /// <summary>The place of a piece; where it is not known, a new one, whose answer is to be set.</summary>
    /// <param name="p1">One end, in the ground.</param>
    /// <param name="p2">The other end.</param>
    /// <param name="again">Whether the piece may be known.</param>
    /// <param name="known">Whether it is.</param>
    public int Place(in Vec3 p1, in Vec3 p2, bool again, out bool known)
    {
        known = true;
        for (var place = 0; again && place < count; place++)
        {
            if (Same(pieces[place].P1, p1) && Same(pieces[place].P2, p2)) return place;
        }
        known = false;
        (pieces[count].P1, pieces[count].P2) = (p1, p2);
        return count++;
    }

    private static bool Same(in Vec3 a, in Vec3 b) => a.X == b.X && a.Y == b.Y && a.Z == b.Z;

    /// <summary>A piece by its ends in the ground, and the answer to it.</summary>
    public struct Piece
    {
        /// <summary>One end.</summary>
        public Vec3 P1;

        /// <summary>The other end.</summary>
        public Vec3 P2;

        /// <summary>Whether it wraps.</summary>
        public WrapAnswer Answer;

        /// <summary>Where it touches, in the object's frame.</summary>
        public WrapContact Contact;
    }
}
