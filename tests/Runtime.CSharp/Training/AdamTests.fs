module Spindle.Tests.Training.AdamTests

open Expecto
open TorchSharp
open Spindle.Torch
open Spindle.Training

[<Tests>]
let tests =
    testSequenced
    <| test "Adam gives the numbers of its formula, and goes on from its moments" {
        TorchNative.Load() |> ignore
        use _ = torch.NewDisposeScope()

        let rates = AdamRates(0.1, 0.9, 0.99, 1e-3)

        let vector (values: float list) = torch.tensor (List.toArray values)
        let parameters = vector [ 1.0; -2.0 ]
        let gradients = [ [ 0.5; -1.0 ]; [ 0.25; 3.0 ]; [ -4.0; 0.0 ] ]

        let fresh =
            new Adam(rates, parameters, vector [ 0.0; 0.0 ], vector [ 0.0; 0.0 ], 0L)

        for gradient in List.take 2 gradients do
            fresh.Update(vector gradient)

        let resumed =
            new Adam(rates, parameters, fresh.Mean.clone (), fresh.Square.clone (), fresh.Step)

        resumed.Update(vector gradients[2])

        let update (p, m, v) (k, g: float) =
            let m, v = 0.9 * m + 0.1 * g, 0.99 * v + 0.01 * g * g
            let mean, square = m / (1.0 - 0.9 ** float k), v / (1.0 - 0.99 ** float k)
            p - 0.1 * mean / (sqrt square + 1e-3), m, v

        for i, start in [ 0, 1.0; 1, -2.0 ] do
            let expected, _, _ =
                gradients
                |> List.mapi (fun k g -> k + 1, g[i])
                |> List.fold update (start, 0.0, 0.0)

            Expect.floatClose Accuracy.veryHigh (parameters[int64 i].item<float>()) expected $"parameter {i}"

        Expect.equal resumed.Step 3L "updates"
    }
