/// A training that never was: a population whose responses grow from checkpoint to checkpoint, for tests of the probes along a training.
module Spindle.Tests.Probes.Maturation.Growing

open System.Collections.Generic
open Spindle.Contracts
open Spindle.Probes.Trials
open Spindle.Tasks.Cognitive
open Spindle.Tasks.Cognitive.Saccades
open Spindle.Tests.Runtime
open Spindle.Tests.Probes.Trials

let private ms (value: int) = Duration.Milliseconds(decimal value)

/// A task whose epochs are the population's.
let task =
    DelayedResponse(Fixation = ms 160, Cue = ms 80, Delay = ms 160, Go = ms 100)

/// Performance and strength of response at every checkpoint: two early, two mid, two mature, and one after the end.
let training = [ 0.1, 0.2; 0.3, 0.3; 0.5, 0.6; 0.6, 0.7; 0.8, 1.0; 0.96, 1.2 ]

let log update performance : Table =
    Table [|
        IntegerColumn("update", "", [| int64 update |])
        IntegerColumn("trials", "", [| int64 update * 64L |])
        TextColumn("rule", [| "odr" |])
        NumberColumn("cost", "", [| 1.0 - performance |])
        NumberColumn("performance", "", [| performance |])
    |]

let private both (first: Table) (second: Table) =
    Table [|
        for column in first.Columns do
            match column, second[column.Name] with
            | (:? IntegerColumn as a), (:? IntegerColumn as b) ->
                IntegerColumn(a.Name, "", Array.append a.Values b.Values) :> Column
            | (:? NumberColumn as a), (:? NumberColumn as b) -> NumberColumn(a.Name, "", Array.append a.Values b.Values)
            | (:? TextColumn as a), (:? TextColumn as b) -> TextColumn(a.Name, Array.append a.Values b.Values)
            | other -> failwith $"{other}"
    |]

let private empty: Table =
    Table [|
        for column in (log 0 0.0).Columns ->
            (match column with
             | :? TextColumn as c -> TextColumn(c.Name, [||]) :> Column
             | :? IntegerColumn as c -> IntegerColumn(c.Name, "", [||])
             | c -> NumberColumn(c.Name, "", [||]))
    |]

/// The logs of the segments: the first also judges the untrained network, the last comes after the end.
let logs (training: (float * float) list) : Table list = [
    yield both (log 0 (fst training[0])) (log 20 (fst training[1]))
    for at in 2 .. training.Length - 1 -> log (20 * at) (fst training[at])
    yield empty
]

let responses strength seed =
    UnitResponses.Of(Population.activity strength seed)

let private parameters (probe: Spec) (training: 'a list) : (string * objnull) list = [
    "probe", box probe
    "task", box task
    "checkpoints", box (String.concat " " [ for at in 0 .. training.Length -> string at ])
    "logs", box (int64 training.Length)
]

/// Runs an operation on the training's logs and on what was found at its checkpoints.
let measure
    (operation: IOperation)
    (probe: Spec)
    (training: (float * float) list)
    (found: int -> (string * objnull) list)
    =
    let inputs: (string * objnull) list = [
        for at, log in List.indexed (logs training) -> $"log_{at}", box log
        for at in 0 .. training.Length - 1 do
            yield! found at
    ]

    InMemoryStepContext(parameters probe training, inputs).Run operation

/// Runs an operation on the population's responses.
let measureUnits operation probe training =
    measure operation probe training (fun at -> [
        $"responses_odr_{at}", box ((responses (snd training[at]) (int64 at)).Tensors())
    ])

let metrics (context: InMemoryStepContext) =
    dict [
        for pair in context.Record "metrics" -> pair.Key, (nonNull pair.Value).GetValue<float>()
    ]

let metric context name = (metrics context)[name]

let absent (context: InMemoryStepContext) =
    dict [
        for pair in context.Record "absent" -> pair.Key, (nonNull pair.Value).GetValue<string>()
    ]

let absence context name = (absent context)[name]

let promised (probe: ProbeSpec) =
    let model =
        PlannedModel(
            "net",
            PlannedTask("memory", task, Dictionary()),
            Spindle.Architectures.Recurrent.LeakyRnn(),
            Spindle.Training.TrialTraining(),
            0L,
            [|
                Checkpoint(0L, ArtifactRef("a", "state"), null)
                Checkpoint(40L, ArtifactRef("b", "state"), ArtifactRef("b", "log"))
            |]
        )

    set [ for metric in probe.Metrics model -> metric.Name ]
