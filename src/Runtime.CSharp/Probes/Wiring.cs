using MathNet.Numerics.LinearAlgebra;
using Spindle.Contracts;

namespace Spindle.Probes;

/// <summary>A network's recurrent weights, [from, to], and the block among its observed units.</summary>
internal sealed class Wiring
{
    /// <summary>Reads the weights of a network's state.</summary>
    public Wiring(IReadOnlyDictionary<string, TensorData> state)
    {
        Populations = Populations.Of(state);
        Weights = ReadMatrix(state["recurrent"]);
        ResponseToResponse = Weights.SubMatrix(0, Populations.Observed.Count, 0, Populations.Observed.Count);
    }

    /// <summary>Which units are observed and which receive the velocity.</summary>
    public Populations Populations { get; }

    /// <summary>W, all units in the network's own order.</summary>
    public Matrix<double> Weights { get; }

    /// <summary>W_rr, among observed units.</summary>
    public Matrix<double> ResponseToResponse { get; }

    /// <summary>A matrix in double precision.</summary>
    public static Matrix<double> ReadMatrix(TensorData data) =>
        Matrix<double>.Build.DenseOfRowMajor(
            (int)data.Shape[0], (int)data.Shape[1], data.Values<float>().ToArray().Select(value => (double)value));

    /// <summary>The rows and columns of a matrix that are wanted, in their order.</summary>
    public static Matrix<double> Block(Matrix<double> matrix, IReadOnlyList<int> rows, IReadOnlyList<int> columns) =>
        Matrix<double>.Build.Dense(rows.Count, columns.Count, (row, column) => matrix[rows[row], columns[column]]);
}
