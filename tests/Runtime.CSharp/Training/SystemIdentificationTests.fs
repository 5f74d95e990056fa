module Spindle.Tests.Training.SystemIdentificationTests

open System.Collections.Generic
open System.Threading
open Expecto
open TorchSharp
open Spindle.Architectures
open Spindle.Contracts
open Spindle.Tasks.RingAttractor
open Spindle.Tests.Runtime
open Spindle.Torch
open Spindle.Training

let private ring =
    RingAttractor(Neurons = 20L, Trials = 8L, Steps = 60L, Settling = 100L)

let private network = InputSeparatedRnn(Units = 30L, InputUnits = 10L)
let private training = SystemIdentification(Window = 12L, LearningRate = 1e-3)

let private data =
    lazy
        (InMemoryStepContext([ "task", box ring; "split", box "training" ], []).Run(SimulateOperation()).Tensors "data")

let private untrained =
    lazy
        (InMemoryStepContext([ "architecture", box network; "features", box 1L; "neurons", box 20L ], [], seed = 1L)
            .Run(InitialOperation())
            .Tensors
            "state")

let private segment (from: int64) (until: int64) (state: IReadOnlyDictionary<string, TensorData>) =
    let parameters = [
        "architecture", box network
        "training", box training
        "from", box from
        "to", box until
    ]

    InMemoryStepContext(parameters, [ "data", box data.Value; "state", box state ], seed = 1L).Run(SegmentOperation())

let private bytes (state: IReadOnlyDictionary<string, TensorData>) =
    Map.ofSeq (seq { for pair in state -> pair.Key, pair.Value.Bytes.ToArray() })

let private planned (training: SystemIdentification) =
    let steps = List<StepDeclaration>()

    let planner = {
        new IPlanner with
            member _.Step step =
                steps.Add step

                dict [
                    for output in step.Outputs -> output.Name, ArtifactRef(step.Name, output.Name)
                ]
                |> Dictionary
                :> _

            member _.Task _ = failwith "not asked for"
            member _.Model _ = failwith "not asked for"
            member _.Recording _ = failwith "not asked for"
            member _.Probe _ = failwith "not asked for"
    }

    let task =
        PlannedTask("compass", ring, dict [ "training", ArtifactRef("training", "data") ] |> Dictionary)

    training.Plan(planner, task, network, ArtifactRef("initial", "state")), steps

let private declared =
    testList "system identification, as declared" [
        test "is a chain of segments, the last one shorter where the updates end" {
            let checkpoints, steps = planned (SystemIdentification(Updates = 2500L))
            Expect.equal [ for c in checkpoints -> c.Updates ] [ 0L; 1000L; 2000L; 2500L ] "checkpoints"
            Expect.equal [ for s in steps -> s.Name ] [ "train/0-1000"; "train/1000-2000"; "train/2000-2500" ] "steps"

            Expect.equal
                [ for s in steps -> string s.Inputs["state"] ]
                [ "initial#state"; "train/0-1000#state"; "train/1000-2000#state" ]
                "states"
        }

        test "refuses a window that does not fit the trials and parts that it cannot train" {
            let codes window = [
                for p in SystemIdentification(Window = window).Validate(ring, network) -> p.Code, p.Property
            ]

            Expect.equal (codes 60L) [ "SPN4002", "Window" ] "as long as the trial"
            Expect.isEmpty (codes 59L) "one step shorter"
        }
    ]

let private running =
    testSequenced
    <| testList "system identification, running" [
        test "two segments give bit for bit what one of their length gives" {
            let whole = segment 0L 14L untrained.Value
            let first = segment 0L 5L untrained.Value
            let second = segment 5L 14L (first.Tensors "state")
            Expect.equal (bytes (second.Tensors "state")) (bytes (whole.Tensors "state")) "states"

            let loss (context: InMemoryStepContext) =
                (context.Table("log")["loss"] :?> NumberColumn).Values

            Expect.equal (Array.append (loss first) (loss second)) (loss whole) "logs"

            Expect.equal
                ((second.Table("log")["update"] :?> IntegerColumn).Values)
                [| 6L .. 14L |]
                "numbers of the updates"

            Expect.equal
                ((second.Table("log")["samples"] :?> IntegerColumn).Values)
                [| for k in 6L .. 14L -> 8L * k |]
                "samples"
        }

        test "the state names every parameter, Adam's moments and what is observed" {
            let state = (segment 0L 1L untrained.Value).Tensors "state"
            let names = [ "recurrent"; "bias"; "input_weights"; "input_bias" ]

            let all = [
                for prefix in [ ""; "adam.m."; "adam.v." ] do
                    for name in names -> prefix + name
            ]

            Expect.equal (set state.Keys) (set ("observed" :: "adam.step" :: all)) "names"
            Expect.sequenceEqual (state["observed"].Values<int64>().ToArray()) [ 0L .. 19L ] "observed"
            Expect.equal (state["adam.step"].Values<int64>()[0]) 1L "place in the schedule"
        }

        test "training lessens the fit" {
            let fit = (segment 0L 300L untrained.Value).Table("log")["fit"] :?> NumberColumn
            let mean (values: float[]) = Array.average values
            Expect.isLessThan (mean fit.Values[280..]) (0.5 * mean fit.Values[..19]) "mean of twenty updates"
        }

        test "updates leave no tensor behind" {
            TorchNative.Load() |> ignore

            use trainer =
                new IdentificationTrainer(network, training, data.Value, untrained.Value, torch.CPU)

            use log = torch.zeros 4L

            let count updates =
                for _ in 1..updates do
                    trainer.Update(3L, log)

                torch.Tensor.TotalCount

            Expect.equal (count 200) (count 10) "live tensors"
        }

        test "a run that is to end ends within an update" {
            use ended = new CancellationTokenSource()
            ended.Cancel()

            let parameters = [
                "architecture", box network
                "training", box training
                "from", box 0L
                "to", box 1000000L
            ]

            let context =
                InMemoryStepContext(
                    parameters,
                    [ "data", box data.Value; "state", box untrained.Value ],
                    seed = 1L,
                    cancellation = ended.Token
                )

            Expect.throwsT<System.OperationCanceledException>
                (fun () -> context.Run(SegmentOperation()) |> ignore)
                "cancelled"

            Expect.isEmpty context.Outputs "nothing written"
        }
    ]

[<Tests>]
let tests = testList "training" [ declared; running ]
