using Spindle.Tasks.Cognitive;
using static TorchSharp.torch;

namespace Spindle.Architectures.Recurrent;

/// <summary>The nonlinearity of the read-out.</summary>
internal static class Readout
{
    /// <summary>ŷ in place of z: logistic for squared error, softmax over the outputs for cross-entropy.</summary>
    public static Tensor Apply(Objective objective, Tensor outputs)
    {
        if (objective == Objective.SquaredError) return outputs.sigmoid_();
        using (outputs) return nn.functional.softmax(outputs, -1);
    }
}
