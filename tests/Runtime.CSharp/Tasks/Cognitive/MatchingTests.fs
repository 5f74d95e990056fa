module Spindle.Tests.Tasks.Cognitive.MatchingTests

open System
open Expecto
open Spindle.Tasks.Cognitive
open Spindle.Tasks.Cognitive.Matching
open Spindle.Tests.Tasks.Cognitive.Batches

let private places (angles: float[]) =
    angles |> Array.map (fun angle -> int (Math.Round(angle / (Math.PI / 4.0))) % 8)

let private matches (batch: TrialBatch) =
    Array.map2
        (fun one other -> abs (turned one -other) < 1e-9 || abs (turned one -other - Math.Tau) < 1e-9)
        batch.Stimuli["sample1"]
        batch.Stimuli["sample2"]

[<Tests>]
let tests =
    testList "match or non-match" [
        test "the timeline is the published one" {
            let task = MatchOrNon()
            let batch = draw task (random 3) 0L

            Expect.equal
                (epochs batch)
                [
                    "fix1", 0, 50
                    "stim1", 50, 75
                    "delay1", 75, 100
                    "stim2", 100, 125
                    "delay2", 125, 150
                    "go1", 150, 175
                ]
                "epochs"

            for step in 0..174 do
                Expect.equal (input task batch step 0 0) (if step < 150 then 1.0f else 0.0f) "fixation point"
                // Two bumps of the choices, one of a sample.
                let bumps = Array.sum (ring task batch step 0 1)

                let wanted =
                    if step >= 50 && step < 75 || step >= 100 && step < 125 then
                        1
                    elif step >= 150 then
                        2
                    else
                        0

                Expect.equal (int (Math.Round(float bumps / 1.0))) wanted $"bumps at step {step}"
        }

        test "half of the trials match, else all of a batch are turned alike by a multiple of 45 degrees" {
            let drawn = [ for item in 0L .. 49L -> draw (MatchOrNon()) (random 64) item ]

            let share =
                drawn
                |> List.averageBy (fun batch -> float (matches batch |> Array.filter id).Length / 64.0)
            // 3200 coins, five standard errors.
            Expect.isLessThan (abs (share - 0.5)) 0.045 "share"

            let turns =
                drawn
                |> List.map (fun batch ->
                    Array.map2 turned batch.Stimuli["sample2"] (Array.map (~-) batch.Stimuli["sample1"])
                    |> places
                    |> Array.filter ((<>) 0)
                    |> Array.distinct)

            for turn in turns do
                Expect.equal turn.Length 1 "one turn a batch"

            Expect.equal (turns |> List.map Array.head |> List.distinct |> List.sort) [ 1..7 ] "turns"
        }

        test "the axis of the choices tells which half stands for a match" {
            let batch = draw (MatchOrNon()) (random 400) 1L

            let shownMatch, shownOther =
                places batch.Stimuli["choice_match"], places batch.Stimuli["choice_non_match"]

            for trial, isMatch in Seq.indexed (matches batch) do
                // c = 0: bumps at 45 and 225 degrees, the upper half means match; c = 1: 315 and 135, it means non-match.
                let c =
                    if shownMatch[trial] = 1 || shownOther[trial] = 1 then
                        0
                    else
                        1

                Expect.equal
                    (set [ shownMatch[trial]; shownOther[trial] ])
                    (if c = 0 then set [ 1; 5 ] else set [ 7; 3 ])
                    "bumps"

                let z = if isMatch then 0 else 1
                Expect.floatClose Accuracy.veryHigh batch.Response[trial] (float (abs (z - c)) * Math.PI) "response"

            let first = shownMatch |> Array.filter ((=) 1) |> Array.length
            Expect.isLessThan (abs (first - 200)) 50 "both mappings alike, five standard errors"
        }

        test "the easy version answers a match at 0 and a non-match at 180 degrees" {
            let batch = draw (MatchOrNonEasy()) (random 100) 2L

            for trial, isMatch in Seq.indexed (matches batch) do
                Expect.floatClose Accuracy.veryHigh batch.Response[trial] (if isMatch then 0.0 else Math.PI) "response"
        }

        test "watching only wants fixation to the end, and nothing after the choices counts" {
            let task = MatchOrNonPassive()
            let batch = draw task (tested 2) 0L
            Expect.all batch.Response Double.IsNaN "no response"

            for step in 0..174 do
                Expect.equal (target task batch step 5 0) 0.8f "wanted fixation"
                Expect.equal (input task batch step 5 0) 1.0f "fixation point"

                if step >= 150 then
                    Expect.equal (mask task batch step) (0.0f, 0.0f) "mask"
        }

        test "in a test the first half of a location's repetitions matches, the other is opposite" {
            for task in [ MatchOrNon() :> TrialSpec; MatchOrNonEasy(); MatchOrNonPassive() ] do
                let batch = draw task (tested 16) 0L
                Expect.equal batch.Trials 128 "trials"
                Expect.equal batch.Cue (Array.init 128 (fun trial -> trial / 16)) "cues"
                Expect.equal (matches batch) (Array.init 128 (fun trial -> trial % 16 < 8)) "matches"

                for trial in 0..127 do
                    if trial % 16 >= 8 then
                        let first, second = batch.Stimuli["sample1"][trial], batch.Stimuli["sample2"][trial]
                        Expect.floatClose Accuracy.veryHigh second (turned first Math.PI) "opposite"
        }
    ]
