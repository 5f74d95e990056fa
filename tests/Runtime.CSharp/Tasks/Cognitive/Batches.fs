/// Reads batches of trials.
module Spindle.Tests.Tasks.Cognitive.Batches

open System
open System.Security.Cryptography
open Spindle.Contracts
open Spindle.Tasks.Cognitive

let stream item =
    RandomStream.Derive(7L, 1L, "trials").At item

/// Batch n of a rule, for squared error and without noise.
let draw (task: TrialTaskSpec) (mode: TrialMode) item =
    task.Draw((task.Rules()[0]).Name, mode, Objective.SquaredError, 0.0, stream item)

let random trials = TrialMode.Random trials :> TrialMode
let tested repetitions = TrialMode.Test repetitions :> TrialMode

/// One number of the inputs.
let input (task: TrialTaskSpec) (batch: TrialBatch) step trial channel =
    batch.Inputs[(step * batch.Trials + trial) * task.Layout().Inputs + channel]

/// One number of the targets.
let target (task: TrialTaskSpec) (batch: TrialBatch) step trial channel =
    batch.Targets[(step * batch.Trials + trial) * task.Layout().Outputs + channel]

/// The mask of a step: fixation, then a channel of the ring.
let mask (task: TrialTaskSpec) (batch: TrialBatch) step =
    let row = step * task.Layout().Outputs
    batch.Mask[row], batch.Mask[row + 1]

/// The ring channels of an input, from a ring counted from 1.
let ring (task: TrialTaskSpec) (batch: TrialBatch) step trial number =
    let units = task.Layout().RingUnits
    Array.init units (fun unit -> input task batch step trial (1 + (number - 1) * units + unit))

/// The epochs as names and steps.
let epochs (batch: TrialBatch) = [ for epoch in batch.Epochs -> epoch.Name, int epoch.From, int epoch.To ]

/// How well the wanted outputs are judged, were they the given ones.
let performanceOfTargets (task: TrialTaskSpec) (batch: TrialBatch) =
    let size = batch.Trials * task.Layout().Outputs
    TrialJudgement.Of(task.Layout(), batch, ReadOnlySpan(batch.Targets, (batch.Steps - 1) * size, size)).Performance

/// The angle a turn away from another, in [0, 2π).
let turned (angle: float) (by: float) =
    ((angle + by) % Math.Tau + Math.Tau) % Math.Tau

/// A digest of all that a batch holds.
let digest (batch: TrialBatch) =
    let hash = IncrementalHash.CreateHash HashAlgorithmName.SHA256

    let add (values: 'T[]) =
        let bytes = Array.zeroCreate<byte>(Buffer.ByteLength values)
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length)
        hash.AppendData bytes

    add batch.Inputs
    add batch.Targets
    add batch.Mask
    add batch.Response
    add batch.Cue
    add [| batch.Steps; batch.Trials; batch.ResponseOnset |]

    for stimulus in batch.Stimuli |> Seq.sortBy _.Key do
        add (Text.Encoding.UTF8.GetBytes stimulus.Key)
        add stimulus.Value

    for epoch in batch.Epochs do
        add (Text.Encoding.UTF8.GetBytes epoch.Name)
        add [| epoch.From; epoch.To |]

    Convert.ToHexStringLower(hash.GetHashAndReset())[..15]
