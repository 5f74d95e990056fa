using Spindle.Contracts;

namespace Spindle.Tasks.RingAttractor;

/// <summary>Makes the weights of the ring.</summary>
[Operation("ring_attractor/teacher")]
public sealed class TeacherOperation : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var teacher = Teacher.Of(context.Parameter<RingAttractor>("task"));
        long n = teacher.Neurons;
        context.WriteTensors("teacher", new Dictionary<string, TensorData>
        {
            ["recurrent"] = TensorData.Of<float>(teacher.Recurrent, n, n),
            ["shifter"] = TensorData.Of<float>(teacher.Shifter, n, n),
        });
    }
}
