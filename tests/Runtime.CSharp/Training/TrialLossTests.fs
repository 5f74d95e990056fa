module Spindle.Tests.Training.TrialLossTests

open Expecto
open TorchSharp
open Spindle.Tasks.Cognitive
open Spindle.Torch
open Spindle.Training

[<Tests>]
let tests =
    testSequenced
    <| testList "loss of trials" [
        for objective in [ Objective.SquaredError; Objective.CrossEntropy ] do
            test $"{objective}: the value is its formula's and the gradient autograd's" {
                TorchNative.Load() |> ignore
                use _ = torch.NewDisposeScope()
                let generator = new torch.Generator(3UL, torch.CPU)

                let random (shape: int64 list) =
                    torch.rand (List.toArray shape, dtype = torch.float64, generator = generator)

                let z = (random [ 7L; 4L; 5L ]).requires_grad_()
                let mask = random [ 7L; 1L; 5L ] * Scalar.op_Implicit 5.0
                let y = random [ 7L; 4L; 5L ]

                let expected =
                    if objective = Objective.SquaredError then
                        (mask * (y - z.sigmoid ())).square().mean()
                    else
                        -(mask * y * torch.nn.functional.log_softmax (z, -1L)).sum(-1L).mean()

                expected.backward ()
                let gradient = torch.empty_like z
                let log = torch.zeros ([||], dtype = torch.float64)
                TrialLoss.Of(objective, z.detach (), y, mask, gradient, log)
                Expect.floatClose Accuracy.veryHigh (log.item<float>()) (expected.item<float>()) "value"
                let error = (gradient - nonNull z.grad).abs().max().item<float>()
                Expect.isLessThan error 1e-15 "gradient"
            }
    ]
