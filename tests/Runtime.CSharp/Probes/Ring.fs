/// The ring attractor of the tests: its simulated trials, its weights, and networks made by hand.
module Spindle.Tests.Probes.Ring

open System
open System.Collections.Generic
open Spindle.Contracts
open Spindle.Probes
open Spindle.Recordings
open Spindle.Tasks.RingAttractor
open Spindle.Architectures
open Spindle.Training
open Spindle.Tests.Runtime

type Tensors = IReadOnlyDictionary<string, TensorData>

let tensors (entries: (string * TensorData) list) : Tensors = readOnlyDict entries

let floats (shape: int list) (values: float32 array) =
    TensorData.Of<float32>(ReadOnlySpan values, shape |> List.map int64 |> Array.ofList)

let private simulate (task: RingAttractor) =
    InMemoryStepContext([ "task", box task; "split", box "test" ], []).Run(SimulateOperation()).Tensors "data"

/// The published ring, 100 trials of 1000 steps.
let task = RingAttractor()

/// Its test set, simulated once for all tests.
let full = lazy simulate task

/// Few and short trials of it.
let briefTask = RingAttractor(Trials = 12L, Steps = 160L, Settling = 200L)

let brief = lazy simulate briefTask

/// The teacher's weights.
let teacher =
    lazy InMemoryStepContext([ "task", box task ], []).Run(TeacherOperation()).Tensors "teacher"

let weights name =
    let values = teacher.Value[name].Values<float32>().ToArray()
    Array2D.init 100 100 (fun i j -> values[i * 100 + j])

/// A network's state: weights of the given blocks, the last units with the given velocity weights.
let state (recurrent: float32[,]) (inputWeights: float32 array) (observed: int64 array) : Tensors =
    let units = Array2D.length1 recurrent

    tensors [
        "recurrent", floats [ units; units ] (recurrent |> Seq.cast<float32> |> Array.ofSeq)
        "bias", floats [ units ] (Array.zeroCreate units)
        "input_weights", floats [ inputWeights.Length; 1 ] inputWeights
        "input_bias", floats [ inputWeights.Length ] (Array.zeroCreate inputWeights.Length)
        "observed", TensorData.Of<int64>(ReadOnlySpan observed, int64 observed.Length)
    ]

/// A predictor that answers with a function of trial and step, as if it had run there.
let internal predictor units (rates: int -> int -> float32 array) = {
    new IPredictor with
        member _.Units = units

        member _.Run(starts, steps) =
            let values = [|
                for ahead in 1..steps do
                    for start in starts do
                        yield! rates start.Trial (start.Step + ahead)
            |]

            Prediction(floats [ steps; starts.Count; units ] values, starts.Count, units)
}

/// The teacher as its own student.
let internal perfect (simulation: SimulatedTrials) =
    predictor simulation.Neurons (fun trial step -> simulation.Rates(trial, step).ToArray())

let private plannedTask (spec: RingAttractor) =
    let artifacts =
        readOnlyDict [
            for name in [ "teacher"; "training"; "test" ] -> name, ArtifactRef($"tasks/compass/{name}", "data")
        ]

    PlannedTask("compass", spec, artifacts)

/// A planned model of an architecture on a task, trained for so many updates in segments of 1000.
let model (spec: RingAttractor) (architecture: InputSeparatedRnn) (updates: int64) =
    let checkpoints = [|
        Checkpoint(0L, ArtifactRef("models/fly/initial", "state"), null)
        for until in 1000L .. 1000L .. updates do
            let step = $"models/fly/train/{until - 1000L}-{until}"
            Checkpoint(until, ArtifactRef(step, "state"), ArtifactRef(step, "log"))
    |]

    PlannedModel("fly", plannedTask spec, architecture, SystemIdentification(Updates = updates), 1L, checkpoints)

let separated = InputSeparatedRnn(Units = 200L, InputUnits = 100L)
let mixed = InputSeparatedRnn(Units = 100L, InputUnits = 100L)

/// Keeps the steps that a probe plans.
type Planner() =
    let steps = List<StepDeclaration>()
    member _.Steps = List.ofSeq steps

    interface IPlanner with
        member _.Step(step) =
            steps.Add step

            step.Outputs
            |> Seq.map (fun output -> KeyValuePair(output.Name, ArtifactRef($"probes/tested/{step.Name}", output.Name)))
            |> Dictionary
            :> _

        member _.Task(_) = plannedTask task
        member _.Model(_) = model task separated 1000L

        member _.Recording(reference) =
            let table = ArtifactRef($"recordings/{reference.Name}", "table")
            PlannedRecording(reference.Name, Csv(File = DataFile "data.csv"), readOnlyDict [ "table", table ])

        member _.Probe(reference) =
            readOnlyDict [ "metrics", ArtifactRef($"probes/{reference.Name}", "metrics") ]

/// The names of the promised metrics, sorted.
let promised (probe: ProbeSpec) subject =
    probe.Metrics subject |> Seq.map _.Name |> Seq.sort |> List.ofSeq

/// The names of the metrics that a step wrote, sorted.
let written (context: InMemoryStepContext) =
    context.Record "metrics" |> Seq.map _.Key |> Seq.sort |> List.ofSeq

/// A metric that a step wrote.
let metric (context: InMemoryStepContext) (name: string) =
    let record = context.Record "metrics"
    (nonNull record[name]).GetValue<float>()
