/// The six tasks of Liu et al. 2021 as published.
module Spindle.Tests.Tasks.Cognitive.SaccadeTests

open System
open Expecto
open Spindle.Contracts
open Spindle.Tasks.Cognitive
open Spindle.Tasks.Cognitive.Saccades
open Spindle.Tests.Tasks.Cognitive.Batches

/// kind, fixation off, cue on and off, response onset, end, all in steps; what is to be answered; the epochs.
let private published: (TrialSpec * int * (int * int) * int * int * float * (string * int * int) list) list = [
    DelayedResponse(),
    150,
    (50, 75),
    150,
    175,
    0.0,
    [ "fix1", 0, 50; "stim1", 50, 75; "delay1", 75, 150; "go1", 150, 175 ]
    DistractedResponse(),
    150,
    (50, 75),
    150,
    175,
    0.0,
    [
        "fix1", 0, 50
        "stim1", 50, 75
        "delay1", 75, 100
        "distract1", 100, 125
        "delay2", 125, 150
        "go1", 150, 175
    ]
    Overlap(), 55, (50, 55), 55, 80, Math.PI, [ "fix1", 0, 50; "stim1", 50, 55; "go1", 55, 80 ]
    ZeroGap(), 50, (50, 55), 50, 80, Math.PI, [ "fix1", 0, 50; "stim1", 50, 55; "go1", 50, 80 ]
    Gap(), 50, (55, 60), 55, 85, Math.PI, [ "fix1", 0, 50; "delay1", 50, 55; "stim1", 55, 60; "go1", 55, 85 ]
    LongGap(), 50, (75, 80), 75, 105, Math.PI, [ "fix1", 0, 50; "delay1", 50, 75; "stim1", 75, 80; "go1", 75, 105 ]
]

let private bump = [| 0.8; 0.10827; 2.68e-4; 1.22e-8; 1.0e-14; 1.22e-8; 2.68e-4; 0.10827 |]

let private timelines =
    testList "follow the published timelines" [
        for task, dark, (on, off), onset, steps, turn, epochsOf in published ->
            test task.RuleName {
                let batch = draw task (random 5) 0L
                Expect.equal batch.Steps steps "steps"
                Expect.equal batch.ResponseOnset onset "response onset"
                Expect.equal (epochs batch) epochsOf "epochs"

                for trial in 0..4 do
                    let cue = batch.Stimuli["cue"][trial]

                    Expect.floatClose Accuracy.veryHigh batch.Response[trial] (turned cue turn) "wanted response"

                    for step in 0 .. steps - 1 do
                        Expect.equal
                            (input task batch step trial 0)
                            (if step < dark then 1.0f else 0.0f)
                            $"fixation point at step {step}"

                        Expect.equal (input task batch step trial 9) 1.0f "rule"
                        let shown = Array.sum (ring task batch step trial 1) > 0.1f
                        let distracted = task :? DistractedResponse && step >= 100 && step < 125
                        Expect.equal shown (step >= on && step < off || distracted) $"stimulus at step {step}"

                        Expect.equal
                            (target task batch step trial 0)
                            (if step < onset then 0.8f else 0.05f)
                            $"wanted fixation at step {step}"

                        let wanted = Array.init 8 (fun unit -> target task batch step trial (unit + 1))
                        Expect.equal (Array.forall ((=) 0.05f) wanted) (step < onset) $"wanted response at step {step}"

                        let counts =
                            if step < 5 then 0.0f, 0.0f
                            elif step < onset then 2.0f, 1.0f
                            elif step < onset + 5 then 0.0f, 0.0f
                            else 10.0f, 5.0f

                        Expect.equal (mask task batch step) counts $"mask at step {step}"
            }
    ]

[<Tests>]
let tests =
    testList "saccade tasks" [
        timelines

        test "a cue at 0 excites the ring as published" {
            let task = DelayedResponse()
            let batch = draw task (tested 1) 0L

            for unit, value in Seq.indexed (ring task batch 60 0 1) do
                Expect.floatClose { absolute = 1e-5; relative = 0.0 } (float value) bump[unit] $"unit {unit}"
        }

        test "test trials go through the eight locations, sixteen times each, without anything else that differs" {
            let task = DelayedResponse()
            let batch = draw task (tested 16) 0L
            Expect.equal batch.Trials 128 "trials"
            Expect.equal batch.Cue (Array.init 128 (fun trial -> trial / 16)) "cues"

            Expect.equal
                batch.Stimuli["cue"]
                (Array.init 128 (fun trial -> Math.Tau * float (trial / 16) / 8.0))
                "angles"

            Expect.equal (digest batch) (digest (draw task (tested 16) 1L)) "another item"
        }

        test "cues of random trials lie anywhere on the circle, alike" {
            let batch = draw (DelayedResponse()) (random 4000) 3L
            let counts = Array.zeroCreate 20

            for cue in batch.Stimuli["cue"] do
                let at = int (cue / Math.Tau * 20.0)
                counts[at] <- counts[at] + 1

            // 200 expected in each; five standard errors.
            for count in counts do
                Expect.isLessThan (abs (count - 200)) 70 "a twentieth"

            Expect.equal (Array.distinct batch.Stimuli["cue"]).Length 4000 "angles"
        }

        test
            "the distractor of random trials is one multiple of 45 degrees from every cue of a batch, never none, all seven alike" {
            let task = DistractedResponse()

            let offsets = [|
                for item in 0L .. 699L do
                    let batch = draw task (random 3) item

                    let apart =
                        Array.map2
                            (fun cue distractor -> turned distractor -cue)
                            batch.Stimuli["cue"]
                            batch.Stimuli["distractor"]

                    let places =
                        apart
                        |> Array.map (fun angle -> Math.Round(angle / (Math.PI / 4.0), 9))
                        |> Array.distinct

                    Expect.equal places.Length 1 "one offset a batch"
                    places[0]
            |]

            let counts = offsets |> Array.countBy id |> Array.sort
            Expect.equal (Array.map fst counts) [| 1.0; 2.0; 3.0; 4.0; 5.0; 6.0; 7.0 |] "offsets"

            for _, count in counts do
                Expect.isLessThan (abs (count - 100)) 47 "five standard errors"
        }

        test "the distractor of test trials is opposite, and can be put anywhere" {
            let task = DistractedResponse()
            let trials = draw task (tested 2) 0L

            for trial in 0 .. trials.Trials - 1 do
                let cue, distractor =
                    trials.Stimuli["cue"][trial], trials.Stimuli["distractor"][trial]

                Expect.floatClose Accuracy.veryHigh distractor (turned cue Math.PI) "opposite"

            let placed = draw task (TrialMode.Distracted(3, 3, 4)) 0L
            Expect.equal placed.Stimuli["cue"] (Array.create 4 (Math.Tau * 3.0 / 8.0)) "cue"
            Expect.equal placed.Stimuli["distractor"] placed.Stimuli["cue"] "distractor"
            Expect.equal placed.Response placed.Stimuli["cue"] "response"

            Expect.throwsT<NotSupportedException>
                (fun () -> draw (DelayedResponse()) (TrialMode.Distracted(0, 1, 4)) 0L |> ignore)
                "no distractor"
        }

        test "a delay of any length moves what follows" {
            for delay, steps in [ 500m, 125; 740m, 137; 3000m, 250; 15000m, 850 ] do
                let task = DelayedResponse(Delay = Duration.Milliseconds delay)
                let batch = draw task (random 2) 0L
                Expect.equal (batch.Steps, batch.ResponseOnset) (steps, steps - 25) $"{delay} ms"
        }

        test "cross-entropy asks for the nearest unit and weighs steps by their mean" {
            let task = Overlap()

            let batch =
                task.Draw("overlap", TrialMode.Test 1, Objective.CrossEntropy, 0.0, stream 0L)

            for trial in 0..7 do
                for step in 0..79 do
                    let wanted = Array.init 9 (target task batch step trial)
                    let unit = if step < 55 then 0 else 1 + (trial + 4) % 8
                    Expect.equal wanted (Array.init 9 (fun at -> if at = unit then 1.0f else 0.0f)) $"step {step}"

            Expect.floatClose Accuracy.medium (batch.Mask |> Array.averageBy float) 1.0 "mean"
            Expect.equal (mask task batch 0) (0.0f, 0.0f) "lead-in"
            let before, after = snd (mask task batch 10), snd (mask task batch 70)
            Expect.floatClose Accuracy.medium (float after) (5.0 * float before) "after"
            Expect.equal (fst (mask task batch 70)) after "fixation counts like the rest"
        }

        test "input noise has the deviation that is asked for, on every channel" {
            let task = DelayedResponse()

            let clean =
                task.Draw("odr", TrialMode.Random 64, Objective.SquaredError, 0.0, stream 5L)

            let noisy =
                task.Draw("odr", TrialMode.Random 64, Objective.SquaredError, 0.0316227766, stream 5L)

            let inputs = task.Layout().Inputs
            Expect.equal noisy.Targets clean.Targets "targets"

            for channel in 0 .. inputs - 1 do
                let differences =
                    Array.init (clean.Steps * 64) (fun at ->
                        float (noisy.Inputs[at * inputs + channel] - clean.Inputs[at * inputs + channel]))

                let deviation = sqrt (Array.averageBy (fun d -> d * d) differences)

                Expect.isLessThan
                    (abs (deviation - 0.0316227766))
                    (5.0 * 0.0316227766 / sqrt (2.0 * float differences.Length))
                    $"channel {channel}"
        }
    ]
