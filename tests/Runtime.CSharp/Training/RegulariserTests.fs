module Spindle.Tests.Training.RegulariserTests

open System
open Expecto
open TorchSharp
open Spindle.Architectures.Recurrent
open Spindle.Contracts
open Spindle.Tests.Architectures.Recurrent
open Spindle.Tests.Training.Saccade
open Spindle.Torch
open Spindle.Training

let private quiet = LeakyRnn(Units = 16L, RecurrentNoise = 0.0)

let private stream item =
    RandomStream.Derive(1L, Nullable(), "x").At item

let private number (value: float) = Scalar.op_Implicit value

let private penalties = [
    "l1_activity", TrialTraining(L1Activity = 0.3)
    "l2_activity", TrialTraining(L2Activity = 2e-5)
    "l1_weights", TrialTraining(L1Weights = 0.4)
    "l2_weights", TrialTraining(L2Weights = 0.01)
    "l2_change", TrialTraining(L2Change = 0.5)
    "plastic_share", TrialTraining(PlasticShare = 0.25)
    "all of them",
    TrialTraining(
        L1Activity = 0.3,
        L2Activity = 2e-5,
        L1Weights = 0.4,
        L2Weights = 0.01,
        L2Change = 0.5,
        PlasticShare = 0.25
    )
]

/// The terms of the reference §5, with autograd: p the parameters in order recurrent, bias, input, output, output bias.
let private plain
    (training: TrialTraining)
    (p: torch.Tensor list)
    (start: torch.Tensor list)
    (soft: torch.Tensor list)
    (h: torch.Tensor)
    =
    let tensors (p: torch.Tensor list) = [ torch.cat ([| p[0]; p[2] |], 0L); p[3] ]

    let sum (f: torch.Tensor -> torch.Tensor) =
        tensors p |> List.map f |> List.reduce (fun a b -> a + b)

    let pulled =
        List.zip3 (tensors p) (tensors start) (tensors soft)
        |> List.map (fun (w, w0, soft) ->
            (w - w0).square().sum() * number (0.5 * training.L2Change)
            + (soft * (w - w0) * number 0.1).square().sum() * number 0.5)
        |> List.reduce (fun a b -> a + b)

    h.abs().mean() * number training.L1Activity
    + h.square().sum() * number (0.5 * training.L2Activity)
    + sum (fun w -> w.abs().mean()) * number training.L1Weights
    + sum (fun w -> w.square().sum()) * number (0.5 * training.L2Weights)
    + pulled

[<Tests>]
let tests =
    testSequenced
    <| testList "regularisers" [
        for name, penalty in penalties do
            test $"{name}: the value and the update are those of the formula" {
                TorchNative.Load() |> ignore
                use _ = torch.NewDisposeScope()
                // Plain descent without clipping shows the gradient: p' = p − η g.
                let training =
                    TrialTraining(
                        L1Activity = penalty.L1Activity,
                        L2Activity = penalty.L2Activity,
                        L1Weights = penalty.L1Weights,
                        L2Weights = penalty.L2Weights,
                        L2Change = penalty.L2Change,
                        PlasticShare = penalty.PlasticShare,
                        Optimiser = Optimiser.Sgd,
                        LearningRate = 0.5,
                        Clip = 1e9,
                        InputNoise = 0.0
                    )

                let state = initial quiet gap
                use trainer = new TrialTrainer(gap, quiet, training, state, stream 99L, torch.CPU)
                let batch = trainer.Draw("gap", 6L, stream 0L)
                use log = torch.zeros ([||], dtype = torch.float64)
                let names = [ "recurrent"; "bias"; "input_weights"; "output_weights"; "output_bias" ]
                let read () = [ for name in names -> trainer.Network.Parameters[name].detach().clone() ]
                let start = read ()
                // A first update leads away from the start, so that the pull towards it has something to do.
                trainer.Update(batch, stream 0L, log)
                let before = [ for p in read () -> p.requires_grad_ () ]

                let array (values: float32 array) (shape: int64 list) =
                    torch.tensor(values).reshape(List.toArray shape)

                let steps = int64 batch.Steps
                let inputs = array batch.Inputs [ steps; 6L; 10L ]
                let silence = torch.zeros ([| steps; 6L; 16L |])
                let activity, z = PlainLeaky.run Activation.Softplus 0.2 before inputs silence

                let error =
                    array batch.Mask [ steps; 1L; 9L ]
                    * (array batch.Targets [ steps; 6L; 9L ] - z.sigmoid ())

                let soft =
                    let shares =
                        Map [
                            for item, name in List.indexed [ "recurrent"; "input_weights"; "output_weights" ] ->
                                name, (stream 99L).At(int64 item)
                        ]

                    [
                        for name, p in List.zip names before ->
                            match Map.tryFind name shares with
                            | Some numbers ->
                                let drawn = [|
                                    for _ in 1L .. p.numel () ->
                                        if numbers.Uniform() < training.PlasticShare then
                                            0.0f
                                        else
                                            1.0f
                                |]

                                torch.tensor(drawn).reshape p.shape
                            | None -> torch.zeros_like p
                    ]

                let regulariser = plain training before start soft activity
                (error.square().mean() + regulariser).backward()
                let evaluation = trainer.Evaluate([| batch |], stream 0L)

                Expect.floatClose
                    { absolute = 1e-9; relative = 1e-5 }
                    evaluation.Regulariser
                    (float (regulariser.item<float32>()))
                    "value"

                trainer.Update(batch, stream 0L, log)

                for name, p, after in List.zip3 names before (read ()) do
                    let wanted = p.detach () - (nonNull p.grad) * number 0.5
                    let largest = (nonNull p.grad).abs().max().item<float32>()
                    Expect.isLessThan ((after - wanted).abs().max().item<float32>()) (2e-7f + 1e-5f * largest) name
            }
    ]
