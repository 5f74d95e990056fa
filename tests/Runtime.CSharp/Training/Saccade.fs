/// A small network on short trials, for tests of training.
module Spindle.Tests.Training.Saccade

open System.Collections.Generic
open Spindle.Architectures.Recurrent
open Spindle.Contracts
open Spindle.Tasks.Cognitive
open Spindle.Tasks.Cognitive.Saccades
open Spindle.Tests.Runtime
open Spindle.Training

let private ms (value: int) = Duration.Milliseconds(decimal value)

/// A go trial: the cue comes as the fixation point goes; look away from it.
let gap = Gap(Fixation = ms 140, Darkness = ms 0, Cue = ms 100, Go = ms 260)

let overlap = Overlap(Fixation = ms 140, Cue = ms 100, Go = ms 260)
let pair: TrialSpec[] = [| gap; overlap |]
let both = RuleSet(Tasks = pair)
let network = LeakyRnn(Units = 16L)

let training =
    TrialTraining(EvaluateEvery = 10L, EvaluationBatches = 2L, EvaluationTrials = 8L, Trials = 8L)

let initial (network: LeakyRnn) (task: TrialTaskSpec) =
    let layout = task.Layout()

    let parameters = [
        "architecture", box network
        "inputs", box (int64 layout.Inputs)
        "outputs", box (int64 layout.Outputs)
        "rules", box (int64 layout.Rules)
    ]

    InMemoryStepContext(parameters, [], seed = 1L).Run(LeakyRnnInitial()).Tensors "state"

/// A segment of so many updates from a state.
let segment
    (task: TrialTaskSpec)
    (network: RecurrentSpec)
    (training: TrialTraining)
    (updates: int)
    (state: IReadOnlyDictionary<string, TensorData>)
    =
    let parameters = [
        "task", box task
        "architecture", box network
        "training", box training
        "updates", box (int64 updates)
    ]

    InMemoryStepContext(parameters, [ "state", box state ], seed = 1L).Run(TrialTrainingSegment())

let numbers (table: Table) column =
    match table[column] with
    | :? NumberColumn as numbers -> numbers.Values
    | :? IntegerColumn as wholes -> Array.map float wholes.Values
    | column -> failwith $"{column.Name} holds no numbers"

let texts (table: Table) column = (table[column] :?> TextColumn).Values

let bytes (state: IReadOnlyDictionary<string, TensorData>) =
    Map.ofSeq (seq { for pair in state -> pair.Key, pair.Value.Bytes.ToArray() })
