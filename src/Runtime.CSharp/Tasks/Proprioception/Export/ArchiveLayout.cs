using Spindle.Contracts;
using Spindle.Tasks.Proprioception.Trials;

namespace Spindle.Tasks.Proprioception.Export;

/// <summary>Which data sets a study's file holds; the shapes are those of one trial.</summary>
/// <param name="Signals">What has a value at every sample.</param>
/// <param name="Numbers">Numbers of a trial.</param>
/// <param name="Wholes">Whole numbers of a trial.</param>
/// <param name="Planes">Whether the plane's name is held.</param>
/// <param name="Mean">The mean over all trials of a signal, where it is held.</param>
internal sealed record ArchiveLayout(
    IReadOnlyList<ArchiveSignal> Signals, IReadOnlyList<ArchiveNumber> Numbers, IReadOnlyList<ArchiveWhole> Wholes, bool Planes, ArchiveMean? Mean)
{
    /// <summary>The layout of a task's study for a split.</summary>
    public static ArchiveLayout Of(CharacterRecognition task, string split) =>
        task.Movements.Limb == Limb.Human ? Human(task) : Macaque(task, hasMean: split == MovementPlan.Splits[0]);

    private static ArchiveLayout Human(CharacterRecognition task) => new(
        [
            Held(task, "endeffector_coords", "hand", 3),
            Held(task, "joint_coords", "joints", 4),
            Held(task, "muscle_coords", "muscles", task.Movements.Muscles().Count),
            Spindles(task, "spindle_firing", SpindleSignal.Rate, 0.3),
            Spindles(task, "spindle_info", SpindleSignal.LengthAndVelocity, 0),
        ],
        [
            new("startpt", [3], (shard, trial) => shard["start_point"].Values<double>().Slice(3 * trial, 3).ToArray()),
            Number("size", "size"), Number("rot", "rotation"), Number("shear_x", "shear_x"), Number("shear_y", "shear_y"), Number("speed", "speed"),
        ],
        [
            Label,
            new("start_id", (_, trials, trial) => trials.Place(trial).Start),
            new("end_id", (_, trials, trial) => trials.Place(trial).End),
        ],
        Planes: true,
        Mean: null);

    /// <summary>The study's programs open the mean of every file that they train on, though they make no use of it.</summary>
    private static ArchiveLayout Macaque(CharacterRecognition task, bool hasMean) => new(
        [
            Spindles(task, "spindle_info", SpindleSignal.LengthAndVelocity, 0),
            Held(task, "endeffector_coords", "hand", 3), Derivative(task, "endeffector_vel", "hand", 3, 1), Derivative(task, "endeffector_acc", "hand", 3, 2),
            Held(task, "elbow_coords", "elbow", 3), Derivative(task, "elbow_vel", "elbow", 3, 1), Derivative(task, "elbow_acc", "elbow", 3, 2),
            Held(task, "joint_coords", "joints", 4), Derivative(task, "joint_vel", "joints", 4, 1), Derivative(task, "joint_acc", "joints", 4, 2),
            Derivative(task, "muscle_acc", "muscles", task.Movements.Muscles().Count, 2),
        ],
        [],
        [Label],
        Planes: false,
        Mean: hasMean ? new("train_data_mean", "spindle_info") : null);

    private static ArchiveWhole Label => new("label", (_, trials, trial) => trials.Letter(trial));

    private static ArchiveNumber Number(string name, string tensor) => new(name, [], (shard, trial) => [shard[tensor].Values<double>()[trial]]);

    private static ArchiveSignal Held(CharacterRecognition task, string name, string quantity, int width) =>
        Derivative(task, name, quantity, width, 0);

    private static ArchiveSignal Derivative(CharacterRecognition task, string name, string quantity, int width, int order) =>
        new(name, [(ulong)width, (ulong)task.Samples()], (trials, trial) => Turned(trials.Derivative(quantity, trial, order), width));

    private static ArchiveSignal Spindles(CharacterRecognition task, string name, SpindleSignal signal, double noise)
    {
        var (muscles, samples, channels) = (task.Movements.Muscles().Count, (int)task.Samples(), signal.Channels());
        return new(name, channels == 1 ? [(ulong)muscles, (ulong)samples] : [(ulong)muscles, (ulong)samples, (ulong)channels], (trials, trial) =>
        {
            var values = new float[muscles * samples * channels];
            trials.Spindles(signal, noise, trial, values);
            return values;
        });
    }

    /// <summary>From samples × channels to channels × samples.</summary>
    private static float[] Turned(double[] values, int width)
    {
        var samples = values.Length / width;
        var turned = new float[values.Length];
        for (var time = 0; time < samples; time++)
            for (var channel = 0; channel < width; channel++) turned[(channel * samples) + time] = (float)values[(time * width) + channel];
        return turned;
    }
}

/// <summary>What has a value at every sample.</summary>
internal sealed record ArchiveSignal(string Name, ulong[] Shape, Func<MovementTrials, int, float[]> Values);

/// <summary>Numbers of a trial.</summary>
internal sealed record ArchiveNumber(string Name, ulong[] Shape, Func<IReadOnlyDictionary<string, TensorData>, int, double[]> Values);

/// <summary>A whole number of a trial.</summary>
internal sealed record ArchiveWhole(string Name, Func<IReadOnlyDictionary<string, TensorData>, MovementTrials, int, long> Value);

/// <summary>The mean over all trials of what has a value at every sample.</summary>
internal sealed record ArchiveMean(string Name, string Signal);
