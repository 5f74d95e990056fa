module Spindle.Tests.Training.IdentificationLossTests

open Expecto
open TorchSharp
open Spindle.Architectures
open Spindle.Tests.Architectures
open Spindle.Torch
open Spindle.Training

/// The loss of the reference §5.5, written with autograd: its value and the gradient of every parameter.
let private plain
    (spec: InputSeparatedRnn)
    (training: SystemIdentification)
    (parameters: torch.Tensor list)
    velocity
    start
    (target: torch.Tensor)
    =
    let parameters =
        parameters |> List.map (fun p -> p.detach().clone().requires_grad_())

    let rates = PlainNetwork.run spec parameters velocity start

    let size (x: torch.Tensor) =
        if training.PenaltyNorm = PenaltyNorm.L1 then
            x.abs().mean()
        else
            x.square().mean()

    let fit = (rates.narrow (2, 0, target.shape[2]) - target).square().mean()

    let penalty (kappa: float) (value: torch.Tensor) =
        fit.detach () * value / (value.detach () + Scalar.op_Implicit 1e-8)
        * Scalar.op_Implicit kappa

    let loss =
        fit
        + penalty training.RatePenalty (size rates)
        + penalty training.WeightPenalty (size parameters[0])

    loss.backward ()

    [ loss; fit; size rates; size parameters[0] ]
    |> List.map (fun v -> v.item<float>()),
    [ for p in parameters -> (nonNull p.grad).clone() ]

let private cases = [
    "the fit alone", SystemIdentification(), InputSeparatedRnn(Units = 9L, InputUnits = 4L, Alpha = 0.3)
    "no separation", SystemIdentification(), InputSeparatedRnn(Units = 6L, InputUnits = 6L, Alpha = 0.2)
    "hidden units and a state that keeps nothing",
    SystemIdentification(),
    InputSeparatedRnn(Units = 9L, InputUnits = 3L, ObservedUnits = 4L, Alpha = 1.0)
    "normalised states",
    SystemIdentification(),
    InputSeparatedRnn(Units = 9L, InputUnits = 4L, Alpha = 0.3, Normalise = true)
    "squared penalties",
    SystemIdentification(RatePenalty = 0.7, WeightPenalty = 0.3),
    InputSeparatedRnn(Units = 9L, InputUnits = 4L)
    "absolute penalties",
    SystemIdentification(RatePenalty = 0.7, WeightPenalty = 0.3, PenaltyNorm = PenaltyNorm.L1),
    InputSeparatedRnn(Units = 9L, InputUnits = 4L)
]

[<Tests>]
let tests =
    testSequenced
    <| testList "loss of system identification" [
        for name, training, spec in cases do
            for steps in [ 1L; 2L; 11L ] do
                test $"value and every gradient agree with autograd through the plain loop: {name}, {steps} steps" {
                    TorchNative.Load() |> ignore
                    use _ = torch.NewDisposeScope()

                    use network =
                        InputSeparatedNetwork.Load(spec, PlainNetwork.state spec 20L 2, torch.CPU)

                    let generator = new torch.Generator(9UL, torch.CPU)

                    let random shape =
                        torch.rand (List.toArray shape, dtype = torch.float64, generator = generator)

                    let velocity = random [ steps; 3L; 2L ] - Scalar.op_Implicit 0.5
                    let start = random [ 3L; spec.Units ]
                    let target = random [ steps; 3L; spec.ObservedCount() ]
                    let parameters = [ network.Recurrent; network.Bias; network.InputWeights; network.InputBias ]
                    let values, gradients = plain spec training parameters velocity start target

                    use sweep = new RateSweep(network, steps, 3L)
                    let log = torch.zeros (4L, dtype = torch.float64)
                    sweep.Initial.copy_ start |> ignore
                    sweep.Forward velocity
                    IdentificationLoss.ByRates(training, network, sweep, target, log)
                    sweep.Backward velocity
                    IdentificationLoss.ByWeights(training, network, sweep, log)

                    for expected, actual in List.zip values (List.ofArray (log.data<float>().ToArray())) do
                        Expect.floatClose Accuracy.veryHigh actual expected "value"

                    for expected, actual in Seq.zip gradients (network.Parameters.Views sweep.Gradient) do
                        let error = (actual - expected).abs().max().item<float>()
                        Expect.isLessThan error (1e-13 + 1e-12 * expected.abs().max().item<float>()) "gradient"
                }
    ]
