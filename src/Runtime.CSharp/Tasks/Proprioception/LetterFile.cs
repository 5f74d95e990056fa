using Spindle.Contracts;
using Spindle.Recordings.Mat;
using Spindle.Tasks.Proprioception.Handwriting;

namespace Spindle.Tasks.Proprioception;

/// <summary>
/// Reads pen velocities in the MAT layouts of the UCI character trajectories (Williams, Toussaint and Storkey 2006): cells <c>mixout</c> of 3 × T numbers
/// with <c>consts.charlabels</c>, or <c>xtrain</c> with <c>ytrain</c>. Rows are the velocity to the right, that up, and the pen's force, which is dropped.
/// </summary>
public static class LetterFile
{
    /// <summary>The letters of a file.</summary>
    /// <exception cref="SpindleException">The file does not have the layout.</exception>
    public static Letters Read(Stream file, CancellationToken cancellation)
    {
        var variables = MatFile.Read(file, cancellation);
        var cells = Find<MatArray.Cells>(variables, "mixout") ?? Find<MatArray.Cells>(variables, "xtrain") ?? throw Malformed("cells 'mixout' or 'xtrain'");
        var labels = Labels(variables);
        if (labels.Length != cells.Items.Count) throw Malformed($"{cells.Items.Count} labels, one a specimen; there are {labels.Length}");
        if (labels.Any(label => label < 1 || label > Letters.Alphabet.Length || label != Math.Floor(label))) throw Malformed("labels from 1 to 20");
        var letters = Letters.OfVelocities([.. labels.Select(label => (int)label)], cells.Items.Select(Velocities));
        if (letters.Positions.Any(positions => positions.Length == 0)) throw Malformed("pens that move");
        return letters.Labels.Distinct().Count() == Letters.Alphabet.Length ? letters : throw Malformed("specimens of all twenty letters");
    }

    private static double[] Labels(IReadOnlyDictionary<string, MatArray> variables)
    {
        if (Find<MatArray.Numbers>(variables, "ytrain") is { } plain) return plain.Values;
        var found = Find<MatArray.Structure>(variables, "consts")?.Fields.GetValueOrDefault("charlabels");
        return found is [MatArray.Numbers numbers] ? numbers.Values : throw Malformed("labels in 'consts.charlabels' or 'ytrain'");
    }

    private static double[] Velocities(MatArray cell)
    {
        if (cell is not MatArray.Numbers { Shape: [>= 2 and var rows, var samples] } numbers) throw Malformed("cells of 3 × T numbers");
        var velocities = new double[2 * samples];
        for (var i = 0; i < samples; i++) (velocities[2 * i], velocities[(2 * i) + 1]) = (numbers.Values[rows * i], numbers.Values[(rows * i) + 1]);
        return velocities;
    }

    private static T? Find<T>(IReadOnlyDictionary<string, MatArray> variables, string name) where T : MatArray => variables.GetValueOrDefault(name) as T;

    private static SpindleException Malformed(string expected) => new(DiagnosticCodes.MalformedRecording, $"no file of character trajectories: expected {expected}");
}
