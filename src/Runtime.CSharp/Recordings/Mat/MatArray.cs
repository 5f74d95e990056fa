namespace Spindle.Recordings.Mat;

/// <summary>A value of a MAT file.</summary>
/// <param name="Shape">Its size along each axis; elements stand with the first axis fastest.</param>
public abstract record MatArray(IReadOnlyList<int> Shape)
{
    /// <summary>Numbers of any type, widened; of complex ones the real part.</summary>
    public sealed record Numbers(IReadOnlyList<int> Shape, double[] Values) : MatArray(Shape);

    /// <summary>Characters.</summary>
    public sealed record Text(IReadOnlyList<int> Shape, string Characters) : MatArray(Shape);

    /// <summary>A cell array.</summary>
    public sealed record Cells(IReadOnlyList<int> Shape, IReadOnlyList<MatArray> Items) : MatArray(Shape);

    /// <summary>A structure, or an array of them: each field has a value an element.</summary>
    public sealed record Structure(IReadOnlyList<int> Shape, IReadOnlyDictionary<string, IReadOnlyList<MatArray>> Fields) : MatArray(Shape);

    /// <summary>What is passed over: sparse matrices, objects, function handles.</summary>
    public sealed record Other(IReadOnlyList<int> Shape, string Class) : MatArray(Shape);
}
