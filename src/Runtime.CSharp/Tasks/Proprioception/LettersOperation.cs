using Spindle.Contracts;
using Spindle.Tasks.Proprioception.Handwriting;

namespace Spindle.Tasks.Proprioception;

/// <summary>Writes letters, or reads those of a file. Stream: <c>character_movements.letters</c>, one item a specimen.</summary>
[Operation("character_movements/letters", Random = true)]
public sealed class LettersOperation : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var task = context.Parameter<CharacterMovements>("movements");
        context.WriteTensors("letters", Letters(context, task).ToTensors());
    }

    private static Letters Letters(IStepContext context, CharacterMovements task)
    {
        if (task.Letters is not { } file) return Handwriting.Letters.Written((int)task.Specimens, context.Random("character_movements.letters"));
        using var stream = context.ReadFile(file);
        return LetterFile.Read(stream, context.Cancellation);
    }
}
