/// Small results of the kinds of the ring-attractor study, as they were when their versions began: who changes the numbers
/// raises the version and adds a note to the kind.
module Spindle.Tests.Training.VersionTests

open System.Security.Cryptography
open Expecto
open Spindle.Architectures
open Spindle.Contracts
open Spindle.Tasks.RingAttractor
open Spindle.Tests.Runtime
open Spindle.Training

let private ring =
    RingAttractor(Neurons = 20L, Trials = 4L, Steps = 40L, Settling = 50L)

let private network = InputSeparatedRnn(Units = 30L, InputUnits = 10L)

let private sum (data: TensorData) =
    data.Values<float32>().ToArray() |> Array.sumBy float

// Sums hold on machines whose last bits differ; a uniform number takes no function of the platform, so its bytes hold too.
[<Tests>]
let tests =
    testSequenced
    <| test
        "ring_attractor 1, input_separated_rnn 1 and system_identification 1 give the numbers they gave on 2026-11-24" {
        let data =
            InMemoryStepContext([ "task", box ring; "split", box "training" ], []).Run(SimulateOperation()).Tensors
                "data"

        let state =
            InMemoryStepContext([ "architecture", box network; "features", box 1L; "neurons", box 20L ], [], seed = 1L)
                .Run(InitialOperation())
                .Tensors
                "state"

        let trained =
            InMemoryStepContext(
                [
                    "architecture", box network
                    "training", box (SystemIdentification(Window = 12L, RatePenalty = 0.1, WeightPenalty = 0.1))
                    "from", box 0L
                    "to", box 5L
                ],
                [ "data", box data; "state", box state ],
                seed = 1L
            )
                .Run(SegmentOperation())

        let loss = (trained.Table("log")["loss"] :?> NumberColumn).Values

        let weights =
            SHA256.HashData(state["recurrent"].Bytes.Span)
            |> System.Convert.ToHexStringLower

        Expect.equal weights[..15] "4b522ce369f9e872" "recurrent weights"
        Expect.floatClose Accuracy.medium (sum data["rates"]) 2362.13803 "rates"
        Expect.floatClose Accuracy.medium (sum data["heading"]) 513.485379 "headings"
        Expect.floatClose Accuracy.medium loss[4] 0.443666756 "loss"
    }
