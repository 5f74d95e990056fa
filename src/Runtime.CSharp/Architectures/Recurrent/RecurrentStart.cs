namespace Spindle.Architectures.Recurrent;

/// <summary>How the recurrent weights of an untrained network are drawn.</summary>
public enum RecurrentStart
{
    /// <summary>s Q with Q orthogonal, evenly distributed over all rotations and reflections.</summary>
    Randortho,

    /// <summary>s on the diagonal, 0 elsewhere.</summary>
    Diag,

    /// <summary>Independent normal numbers of standard deviation s / √units.</summary>
    Randgauss,
}
