module Spindle.Tests.Probes.ConditionTrialsTests

open System
open Expecto
open Spindle.Contracts
open Spindle.Probes.Trials
open Spindle.Tests
open Spindle.Tests.Runtime
open Spindle.Tests.Probes.Planted

let private trials: TrialActivity =
    activity {
        ramp with
            Steps = 5
            Units = 3
            Locations = 4
            Trials = 3
            Epochs = []
    }

let private rate unit trial step = float (trials.At(step, trial)[unit])

[<Tests>]
let tests =
    testList "trials by condition" [
        test "have the mean of a plain loop, in the order of the conditions that are asked for" {
            let conditions = [| 2; 0 |]
            let mean = ConditionTrials(trials, conditions).Mean()

            let slow = [|
                for unit in 0..2 do
                    for condition in conditions do
                        for step in 0..4 ->
                            List.averageBy (fun trial -> rate unit trial step) [ condition * 3 .. condition * 3 + 2 ]
            |]

            Golden.agreeAll 1e-12 mean slow "means"
        }

        test "split into one trial of each unit and condition and the mean of the others" {
            let by = ConditionTrials(trials, ConditionTrials.Present trials)
            let struct (training, held) = by.Split(RandomStream.Derive(1L, Nullable(), "split"))

            let together =
                Array.map2 (fun others one -> (2.0 * others + one) / 3.0) training held

            Golden.agreeAll 1e-12 together (by.Mean()) "together they are the mean"

            let courses = held |> Array.chunkBySize 5

            for unit in 0..2 do
                for condition in 0..3 do
                    let course = courses[unit * 4 + condition]

                    let candidates = [
                        for trial in condition * 3 .. condition * 3 + 2 ->
                            [| for step in 0..4 -> rate unit trial step |]
                    ]

                    Expect.contains candidates course "a whole course of one trial of the condition"

            let struct (_, other) = by.Split(RandomStream.Derive(2L, Nullable(), "split"))
            Expect.notEqual other held "another stream draws others"
        }

        test "activity is written and read back unchanged" {
            let context = InMemoryStepContext([], stored trials)
            let read = ActivityArtifact.ReadActivity context
            Expect.equal (read.Rates.ToArray()) (trials.Rates.ToArray()) "rates"
            Expect.equal read.Cue trials.Cue "cue"
            Expect.equal (read.Steps, read.Trials, read.Units, read.Conditions) (5, 12, 3, 4) "shape"
            Expect.equal read.TimeStep trials.TimeStep "time step"

            let other =
                ActivityArtifact.ReadActivity(InMemoryStepContext([], stored (activity ramp)))

            Expect.equal (List.ofSeq other.Epochs) ramp.Epochs "epochs"
        }
    ]
