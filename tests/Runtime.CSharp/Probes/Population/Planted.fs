/// Activity with known structure: units × time, location and both, with noise.
module Spindle.Tests.Probes.Planted

open System
open Spindle.Contracts
open Spindle.Probes.Trials
open Spindle.Tests.Runtime

/// Trials ordered by location, as the test trials of tasks are.
type Planted = {
    Steps: int
    Units: int
    Locations: int
    Trials: int
    Epochs: Epoch list
    Rate: int -> int -> int -> float
    Noise: float
}

/// The rate of a unit at a step for a location is drawn once; the noise anew for every trial.
let activity (planted: Planted) =
    let noise = RandomStream.Derive(3L, Nullable(), "planted")
    let trials = planted.Locations * planted.Trials

    let rates = [|
        for step in 0 .. planted.Steps - 1 do
            for trial in 0 .. trials - 1 do
                for unit in 0 .. planted.Units - 1 ->
                    float32 (planted.Rate unit (trial / planted.Trials) step + planted.Noise * noise.Normal())
    |]

    TrialActivity(
        ReadOnlyMemory rates,
        planted.Steps,
        trials,
        planted.Units,
        Duration.Milliseconds 20m,
        Array.init trials (fun trial -> trial / planted.Trials),
        planted.Locations,
        Array.ofList planted.Epochs
    )

/// What a step that makes activity would have written.
let internal stored (activity: TrialActivity) =
    let context = InMemoryStepContext([], [])
    ActivityArtifact.WriteActivity(context, activity)

    [
        "activity", box (context.Tensors "activity")
        "epochs", box (context.Table "epochs")
        "absence", box (context.Record "absence")
    ]

let private tau = 2.0 * Math.PI

/// Twelve units: a ramp that all share, tuning to eight locations from the sixth step on, and tuning that turns during the last steps.
let ramp = {
    Steps = 20
    Units = 12
    Locations = 8
    Trials = 6
    Epochs = [ Epoch("fix1", 0L, 6L); Epoch("stim1", 6L, 10L); Epoch("delay1", 10L, 20L) ]
    Rate =
        fun unit location step ->
            let angle = tau * (float location / 8.0 - float unit / 12.0)
            let shown = if step >= 6 then 1.0 else 0.0
            let turning = if step >= 10 then sin (angle + 0.4 * float step) else 0.0
            2.0 + 0.1 * float step + shown * cos angle + 0.5 * turning
    Noise = 0.2
}

/// The version of a kind: where a number of it changes, the version must rise, else stores would go on serving the old one.
let version (spec: Type) =
    let kind =
        System.Reflection.CustomAttributeExtensions.GetCustomAttribute<KindAttribute> spec

    (nonNull kind).Version
