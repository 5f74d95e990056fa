using Spindle.Contracts;

namespace Spindle.Tasks.Proprioception;

/// <summary>What tasks on written letters promise: the variables of a movement and of its trial.</summary>
internal static class MovementSignature
{
    /// <summary>The signature of a task on these movements.</summary>
    public static TaskSignature Of(
        CharacterMovements movements, long steps, Duration timeStep, IReadOnlyList<Port> inputs, IReadOnlyList<Port> targets)
    {
        var muscles = movements.Muscles().Count;
        return new(
            steps,
            timeStep,
            inputs,
            targets,
            Variables:
            [
                new("letter", 1, ""),
                new("plane", 1, ""),
                new("size", 1, ""),
                new("rotation", 1, "rad"),
                new("shear_x", 1, "rad"),
                new("shear_y", 1, "rad"),
                new("speed", 1, ""),
                new("start_point", 3, "cm"),
                .. Derived("hand", 3, "cm", "position"),
                .. Derived("elbow", 3, "cm", "position"),
                .. Derived("joint", 4, "deg", "angle"),
                .. Derived("muscle", muscles, "mm", "length"),
            ],
            Epochs: []);
    }

    private static Port[] Derived(string of, int size, string unit, string quantity) =>
    [
        new($"{of}_{quantity}", size, unit),
        new($"{of}_velocity", size, $"{unit}/s"),
        new($"{of}_acceleration", size, $"{unit}/s²"),
    ];
}
