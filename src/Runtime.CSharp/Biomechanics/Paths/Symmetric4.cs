namespace Spindle.Biomechanics.Paths;

/// <summary>A symmetric positive definite matrix of four rows, by its upper half.</summary>
internal readonly record struct Symmetric4(
    double A00, double A01, double A02, double A03, double A11, double A12, double A13, double A22, double A23, double A33)
{
    /// <summary>Solves for one right side, by L D Lᵀ.</summary>
    public void Solve(Vec3 right, double right3, out Vec3 solution, out double solution3)
    {
        var (l10, l20, l30) = (A01 / A00, A02 / A00, A03 / A00);
        var d1 = A11 - l10 * A01;
        var (u12, u13) = (A12 - l10 * A02, A13 - l10 * A03);
        var (l21, l31) = (u12 / d1, u13 / d1);
        var d2 = A22 - l20 * A02 - l21 * u12;
        var u23 = A23 - l20 * A03 - l21 * u13;
        var l32 = u23 / d2;
        var d3 = A33 - l30 * A03 - l31 * u13 - l32 * u23;
        var y1 = right.Y - l10 * right.X;
        var y2 = right.Z - l20 * right.X - l21 * y1;
        var y3 = right3 - l30 * right.X - l31 * y1 - l32 * y2;
        solution3 = y3 / d3;
        var z = y2 / d2 - l32 * solution3;
        var y = y1 / d1 - l21 * z - l31 * solution3;
        solution = new(right.X / A00 - l10 * y - l20 * z - l30 * solution3, y, z);
    }
}
