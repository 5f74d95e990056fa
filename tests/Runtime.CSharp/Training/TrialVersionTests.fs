/// Small results of recurrent networks and their training, as they were when their versions began: who changes the numbers
/// raises the version and adds a note to the kind.
module Spindle.Tests.Training.TrialVersionTests

open System
open System.Security.Cryptography
open Expecto
open Spindle.Architectures.Recurrent
open Spindle.Contracts
open Spindle.Tests.Runtime
open Spindle.Tests.Training.Saccade
open Spindle.Training

let private training =
    TrialTraining(EvaluateEvery = 5L, EvaluationBatches = 2L, EvaluationTrials = 8L, Trials = 8L, L2Weights = 1e-4)

let private untrained (spec: RecurrentSpec) (operation: IOperation) =
    let parameters = [
        "architecture", box spec
        "inputs", box 11L
        "outputs", box 9L
        "rules", box 2L
    ]

    InMemoryStepContext(parameters, [], seed = 1L).Run(operation).Tensors "state"

// Numbers hold on machines whose last bits differ; what takes no function of the platform holds in its bytes.
[<Tests>]
let tests =
    testSequenced
    <| testList "versions" [
        for name, spec, operation, digest, loss, cost in
            [
                "leaky_rnn 1",
                LeakyRnn(Units = 16L) :> RecurrentSpec,
                LeakyRnnInitial() :> IOperation,
                "7142ffa1b7295b37",
                2.07570386,
                1.67682725
                "leaky_gru 1", LeakyGru(Units = 16L), LeakyGruInitial(), "6880ddcf13291566", 3.29600668, 2.57040846
                "gru 1", Gru(Units = 16L), GruInitial(), "c53f34eec5e27ac8", 1.41483998, 1.09796342
                "lstm 1", Lstm(Units = 16L), LstmInitial(), "d8ac25e5fc73692e", 2.99806285, 2.26587057
            ] do
            test $"{name} and trial_training 1 give the numbers they gave on 2026-11-24" {
                let state = untrained spec operation

                let weights =
                    SHA256.HashData(state["output_weights"].Bytes.Span) |> Convert.ToHexStringLower

                let context = segment both spec training 5 state
                Expect.equal weights[..15] digest "output weights"

                let losses, costs =
                    numbers (context.Table "losses") "loss", numbers (context.Table "log") "cost"

                Expect.floatClose Accuracy.medium losses[4] loss "loss of the fifth update"
                Expect.floatClose Accuracy.medium (Array.last costs) cost "cost after it"
            }

        test "lesion 1 silences rows and leaves the rest, as on 2026-11-24" {
            let state = untrained (LeakyRnn(Units = 16L)) (LeakyRnnInitial())

            let after =
                InMemoryStepContext(
                    [
                        "lesion", box (Lesion(Of = ModelRef "m", Units = [| 3L |]))
                        "architecture", box (LeakyRnn(Units = 16L))
                    ],
                    [ "initial", box state; "state", box state ]
                )
                    .Run(SilenceOperation())
                    .Tensors
                    "state"

            let weights =
                SHA256.HashData(after["output_weights"].Bytes.Span) |> Convert.ToHexStringLower

            Expect.equal weights[..15] "b3ce35dc159f474c" "output weights"
        }
    ]
