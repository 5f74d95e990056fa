/// A small population whose units do what their names say, for tests of the analyses of single units.
module Spindle.Tests.Probes.Trials.Population

open System
open Spindle.Contracts
open Spindle.Probes.Trials

let steps = 25
let places = 8
let repetitions = 6
let timeStep = Duration.Milliseconds 20m

let epochs = [|
    Epoch("fix1", 0L, 8L)
    Epoch("stim1", 8L, 12L)
    Epoch("delay1", 12L, 20L)
    Epoch("go1", 20L, 25L)
|]

let private cosine place preferred =
    cos (Math.Tau * float (place - preferred) / float places)

/// What a unit's rate is from the stimulus on, for a place of the cue, where its rate in fixation is one; by its strength.
let units: (string * (float -> int -> float)) list = [
    "excited", (fun strength place -> 1.0 + strength * (1.2 + cosine place 2))
    "inhibited", (fun strength place -> 1.0 - strength * (0.2 + 0.15 * cosine place 1))
    "mixed", (fun strength place -> 1.0 + 0.5 * strength * cosine place 6)
    "alike", (fun strength _ -> 1.0 + 0.5 * strength)
    "idle", (fun _ _ -> 1.0)
    "silent", (fun strength place -> 1e-5 + strength * (1.2 + cosine place 4))
]

let private baseline = [| 1.0; 1.0; 1.0; 1.0; 1.0; 1e-5 |]

/// Trials in the order of places, with noise of a deviation.
let activityOf (places: int) (strength: float) (noise: float) (seed: int64) =
    let stream = RandomStream.Derive(seed, Nullable(), "population")
    let trials = places * repetitions

    let rates = [|
        for step in 0 .. steps - 1 do
            for trial in 0 .. trials - 1 do
                for unit, (_, response) in List.indexed units do
                    let mean =
                        if step < 8 then
                            baseline[unit]
                        else
                            response strength (trial / repetitions)

                    float32 (mean + noise * mean * stream.Normal())
    |]

    TrialActivity(
        ReadOnlyMemory rates,
        steps,
        trials,
        units.Length,
        timeStep,
        Array.init trials (fun trial -> trial / repetitions),
        places,
        epochs
    )

let activity (strength: float) (seed: int64) = activityOf places strength 0.02 seed

let unit name =
    units |> List.findIndex (fun (own, _) -> own = name)
