using Spindle.Architectures.Recurrent;
using Spindle.Contracts;

namespace Spindle.Architectures;

/// <summary>Weights of untrained networks; of a stream, item k is for row k.</summary>
public static class InitialWeights
{
    /// <summary>Equal numbers.</summary>
    public static TensorData Constant(float value, int count)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return TensorData.Of<float>(values, count);
    }

    /// <summary>Independent normal numbers.</summary>
    public static TensorData Normal(RandomStream stream, int rows, int columns, double deviation) =>
        Singles(Drawn(stream, rows, columns, numbers => numbers.Normal() * deviation), rows, columns);

    /// <summary>Uniform on ±√(6 / (rows + columns)) (Glorot and Bengio 2010).</summary>
    public static TensorData Glorot(RandomStream stream, int rows, int columns)
    {
        var limit = Math.Sqrt(6.0 / (rows + columns));
        return Singles(Drawn(stream, rows, columns, numbers => numbers.Uniform(-limit, limit)), rows, columns);
    }

    /// <summary>A square matrix of recurrent weights.</summary>
    public static TensorData Recurrent(RecurrentStart start, RandomStream stream, int units, double scale) => start switch
    {
        RecurrentStart.Diag => Diagonal(units, scale),
        RecurrentStart.Randgauss => Normal(stream, units, units, scale / Math.Sqrt(units)),
        _ => Singles(Scaled(Orthogonal(stream, units), scale), units, units),
    };

    /// <summary>
    /// An orthogonal matrix, evenly distributed (Haar): the rows of a matrix of normal numbers, each made orthogonal to those
    /// before it, twice against rounding, and scaled to length 1.
    /// </summary>
    public static double[] Orthogonal(RandomStream stream, int size)
    {
        var matrix = Drawn(stream, size, size, numbers => numbers.Normal());
        for (var row = 0; row < size; row++)
        {
            var own = matrix.AsSpan(row * size, size);
            for (var pass = 0; pass < 2; pass++)
            {
                for (var before = 0; before < row; before++)
                {
                    var other = matrix.AsSpan(before * size, size);
                    var along = 0.0;
                    for (var column = 0; column < size; column++) along += own[column] * other[column];
                    for (var column = 0; column < size; column++) own[column] -= along * other[column];
                }
            }
            var length = 0.0;
            foreach (var value in own) length += value * value;
            length = Math.Sqrt(length);
            foreach (ref var value in own) value /= length;
        }
        return matrix;
    }

    private static TensorData Diagonal(int units, double scale)
    {
        var values = new float[units * units];
        for (var unit = 0; unit < units; unit++) values[(unit * units) + unit] = (float)scale;
        return TensorData.Of<float>(values, units, units);
    }

    private static double[] Drawn(RandomStream stream, int rows, int columns, Func<RandomStream, double> draw)
    {
        var values = new double[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var numbers = stream.At(row);
            for (var column = 0; column < columns; column++) values[(row * columns) + column] = draw(numbers);
        }
        return values;
    }

    private static double[] Scaled(double[] values, double scale) => [.. values.Select(value => value * scale)];

    private static TensorData Singles(double[] values, int rows, int columns) =>
        TensorData.Of<float>(Array.ConvertAll(values, value => (float)value), rows, columns);
}
