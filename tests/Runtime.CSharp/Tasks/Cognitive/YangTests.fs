/// The twenty tasks of Yang et al. 2019 as published.
module Spindle.Tests.Tasks.Cognitive.YangTests

open System
open Expecto
open Spindle.Contracts
open Spindle.Tasks.Cognitive
open Spindle.Tasks.Cognitive.Yang
open Spindle.Tests.Tasks.Cognitive.Batches

let private task name =
    Kinds.ready |> List.find (fun task -> task.RuleName = name)

/// kind, onsets and ends of test trials in ms as fix1, stim1, delay1, stim2, delay2 have them, R, T, and how many conditions.
let private published = [
    for name in [ "fdgo"; "fdanti" ] -> name, [ "stim1", 500, 1500 ], 1500, 2000, 40
    for name in [ "reactgo"; "reactanti" ] -> name, [], 2000, 2500, 40
    for name in [ "delaygo"; "delayanti" ] -> name, [ "stim1", 500, 1000; "delay1", 1000, 2000 ], 2000, 2500, 40
    for name in [ "dm1"; "dm2" ] -> name, [ "stim1", 500, 2000 ], 2000, 2500, 100
    for name in [ "contextdm1"; "contextdm2"; "multidm" ] -> name, [ "stim1", 500, 1500 ], 1500, 2000, 500
    for name in [ "delaydm1"; "delaydm2" ] -> name, [ "stim1", 500, 1000; "stim2", 2000, 2500 ], 2700, 3000, 100
    for name in [ "contextdelaydm1"; "contextdelaydm2"; "multidelaydm" ] ->
        name, [ "stim1", 500, 1000; "stim2", 2000, 2500 ], 3000, 3500, 500
    for name in [ "dmsgo"; "dmsnogo"; "dmcgo"; "dmcnogo" ] ->
        name, [ "stim1", 500, 1000; "delay1", 1000, 2200 ], 2200, 2700, 80
]

/// What a name of an option says: the strength of what is shown there, in each trial.
let private strength (batch: TrialBatch) name trial = batch.Strengths[name][trial]

let private angle (batch: TrialBatch) name trial = batch.Stimuli[name][trial]

let private decisions = [
    "dm1", [ "option_a" ], [ "option_b" ]
    "dm2", [ "option_a" ], [ "option_b" ]
    "contextdm1", [ "option_a" ], [ "option_b" ]
    "contextdm2", [ "option_a2" ], [ "option_b2" ]
    "multidm", [ "option_a"; "option_a2" ], [ "option_b"; "option_b2" ]
    "delaydm1", [ "option_a" ], [ "option_b" ]
    "delaydm2", [ "option_a" ], [ "option_b" ]
    "contextdelaydm1", [ "option_a" ], [ "option_b" ]
    "contextdelaydm2", [ "option_a2" ], [ "option_b2" ]
    "multidelaydm", [ "option_a"; "option_a2" ], [ "option_b"; "option_b2" ]
]

/// All values of something over many batches lie within limits and come near both.
let private spans least greatest (values: float seq) =
    let values = Array.ofSeq values
    let slack = (greatest - least) / 10.0

    Expect.isTrue
        (Array.min values >= least - 1e-9 && Array.max values <= greatest + 1e-9)
        $"within {least} and {greatest}"

    Expect.isTrue
        (Array.min values < least + slack && Array.max values > greatest - slack)
        $"near {least} and {greatest}"

let private lengths name epoch = [
    for item in 0L .. 299L do
        let batch = draw (task name) (random 1) item
        let found = batch.Epochs |> Seq.find (fun each -> each.Name = epoch)
        20.0 * float (found.To - found.From)
]

[<Tests>]
let tests =
    testList "tasks of Yang" [
        test "have two rings of 32 units, 85 inputs and 33 outputs in the set of twenty" {
            let layout = RuleSet(Published = PublishedRules.Yang).Layout()
            Expect.equal (layout.Inputs, layout.Outputs, layout.FirstRule, layout.Rules) (85, 33, 65, 20) "channels"
        }

        testList "have test trials as published" [
            for name, times, onset, steps, conditions in published ->
                test name {
                    let batch = draw (task name) (tested 2) 0L
                    Expect.equal (batch.ResponseOnset, batch.Steps) (onset / 20, steps / 20) "R and T"
                    Expect.equal batch.Trials (2 * conditions) "conditions"

                    for epoch, from, until in times do
                        let found = batch.Epochs |> Seq.find (fun each -> each.Name = epoch)
                        Expect.equal (int found.From * 20, int found.To * 20) (from, until) epoch

                    Expect.all batch.Response (Double.IsNaN >> not) "a response is always wanted"
                    let grid = draw (task name) (tested 1) 0L

                    let of' trial = [
                        for stimulus in grid.Stimuli.Keys ->
                            grid.Stimuli[stimulus][trial], grid.Strengths[stimulus][trial], grid.Rings[stimulus][trial]
                    ]

                    Expect.equal
                        (List.distinct [ for trial in 0 .. conditions - 1 -> of' trial ]).Length
                        conditions
                        "each condition once"
                }
        ]

        test "draw times within the published limits, once a batch" {
            spans 300.0 680.0 (lengths "fdgo" "fix1")
            spans 480.0 1500.0 (lengths "fdgo" "stim1")
            spans 500.0 2480.0 (lengths "reactgo" "fix1")
            spans 100.0 380.0 (lengths "dm1" "fix1")
            spans 80.0 300.0 (lengths "delaydm1" "delay2")

            for name, epoch, some in
                [
                    "delaygo", "fix1", [ 300.0; 500.0; 700.0 ]
                    "delaygo", "stim1", [ 200.0; 400.0; 600.0 ]
                    "delaygo", "delay1", [ 200.0; 400.0; 800.0; 1600.0 ]
                    "dm1", "stim1", [ 400.0; 800.0; 1600.0 ]
                    "delaydm1", "stim2", [ 200.0; 400.0; 600.0 ]
                    "dmcgo", "go1", [ 200.0; 400.0; 600.0 ]
                ] do
                Expect.equal (lengths name epoch |> List.distinct |> List.sort) some $"{name} {epoch}"
        }

        test "go tasks answer the stimulus or its opposite, in either modality" {
            for name, turn in
                [
                    "fdgo", 0.0
                    "reactgo", 0.0
                    "delaygo", 0.0
                    "fdanti", Math.PI
                    "reactanti", Math.PI
                    "delayanti", Math.PI
                ] do
                let drawn = [ for item in 0L .. 39L -> draw (task name) (random 3) item ]

                for batch in drawn do
                    Expect.equal (Array.distinct batch.Rings["stimulus"]).Length 1 "one modality a batch"

                    for trial in 0..2 do
                        Expect.floatClose
                            Accuracy.veryHigh
                            batch.Response[trial]
                            (turned (angle batch "stimulus" trial) turn)
                            name

                Expect.equal
                    (List.distinct [ for batch in drawn -> batch.Rings["stimulus"][0] ] |> List.sort)
                    [ 1; 2 ]
                    "modalities"
        }

        test "reaction tasks keep the fixation point, the others lose it when the response is wanted" {
            for name in [ "reactgo"; "reactanti"; "dmsgo"; "dmcnogo" ] do
                let batch = draw (task name) (tested 1) 0L
                Expect.equal (input (task name) batch (batch.Steps - 1) 0 0) 1.0f name

            for name in [ "fdgo"; "delayanti"; "dm1"; "contextdelaydm2" ] do
                let batch = draw (task name) (tested 1) 0L
                Expect.equal (input (task name) batch (batch.ResponseOnset - 1) 0 0) 1.0f name
                Expect.equal (input (task name) batch batch.ResponseOnset 0 0) 0.0f name
        }

        testList "decisions are for the stronger option" [
            for name, a, b in decisions ->
                test name {
                    for batch in [ draw (task name) (random 500) 0L; draw (task name) (tested 1) 0L ] do
                        for trial in 0 .. batch.Trials - 1 do
                            let sum = List.sumBy (fun option -> strength batch option trial)
                            let stronger = if sum a > sum b + 1e-9 then "option_a" else "option_b"
                            Expect.equal batch.Response[trial] (angle batch stronger trial) "response"
                }
        ]

        test "options lie a quarter to three quarters of the circle apart; the second ring shows the same angles" {
            let batch = draw (task "contextdm1") (random 2000) 0L

            spans (Math.PI / 2.0) (1.5 * Math.PI) [
                for trial in 0..1999 -> turned (angle batch "option_b" trial) -(angle batch "option_a" trial)
            ]

            Expect.equal batch.Stimuli["option_a2"] batch.Stimuli["option_a"] "option a"
            Expect.equal batch.Stimuli["option_b2"] batch.Stimuli["option_b"] "option b"
            Expect.all batch.Rings["option_b"] ((=) 1) "first ring"
            Expect.all batch.Rings["option_b2"] ((=) 2) "second ring"
        }

        test "strengths are a mean plus and minus a coherence, independent in the two rings" {
            let batch = draw (task "contextdm2") (random 4000) 0L

            for a, b in [ "option_a", "option_b"; "option_a2", "option_b2" ] do
                spans 0.8 1.2 [
                    for trial in 0..3999 -> (strength batch a trial + strength batch b trial) / 2.0
                ]

                let coherences = [
                    for trial in 0..3999 -> Math.Round((strength batch a trial - strength batch b trial) / 2.0, 9)
                ]

                let counts = coherences |> List.countBy id |> List.sort
                Expect.equal (List.map fst counts) [ -0.08; -0.04; -0.02; -0.01; 0.01; 0.02; 0.04; 0.08 ] "coherences"

                for _, count in counts do
                    Expect.isLessThan (abs (count - 500)) 105 "five standard errors"

            let difference one other =
                Array.map2 (-) batch.Strengths[one] batch.Strengths[other]

            let one, two = difference "option_a" "option_b", difference "option_a2" "option_b2"
            let correlation = Array.map2 (*) one two |> Array.average
            Expect.isLessThan (abs correlation) (5.0 * 0.0085 / sqrt 4000.0) "independent"
        }

        test "shared strengths add up to twice the base and differ by a fifth to four fifths of it" {
            let batch = draw (task "multidm") (random 2000) 0L

            for a, b in [ "option_a", "option_a2"; "option_b", "option_b2" ] do
                let both = [ for trial in 0..1999 -> strength batch a trial, strength batch b trial ]
                spans 0.2 0.8 [ for one, two in both -> abs (one - two) / ((one + two) / 2.0) ]
                let more = both |> List.filter (fun (one, two) -> one > two) |> List.length
                Expect.isLessThan (abs (more - 1000)) 112 "either ring, five standard errors"

            let mean trial =
                Seq.sum [ for option in batch.Strengths.Keys -> strength batch option trial ]
                / 4.0

            spans 0.8 1.2 [ for trial in 0..1999 -> mean trial ]
        }

        test "test trials of decisions go through the published strengths, at opposite angles" {
            for name, strengths in
                [
                    "dm2", [ 0.8; 0.88; 0.96; 1.04; 1.12 ]
                    "delaydm1", [ 0.5; 0.7; 0.9; 1.1; 1.3 ]
                ] do
                let batch = draw (task name) (tested 1) 0L

                for trial in 0..99 do
                    Expect.floatClose
                        Accuracy.veryHigh
                        (angle batch "option_a" trial)
                        (Math.Tau * float (trial / 5) / 20.0)
                        "angle"

                    Expect.floatClose
                        Accuracy.veryHigh
                        (angle batch "option_b" trial)
                        (turned (angle batch "option_a" trial) Math.PI)
                        "opposite"

                    Expect.floatClose
                        Accuracy.veryHigh
                        (strength batch "option_a" trial)
                        strengths[trial % 5]
                        "strength"

                    Expect.floatClose
                        Accuracy.veryHigh
                        (strength batch "option_b" trial)
                        (2.0 - strengths[trial % 5])
                        "partner"
        }

        test "easy decisions differ ten times, delayed ones twice as much" {
            let spread (batch: TrialBatch) =
                Array.map2
                    (fun a b -> Math.Round(abs (a - b) / 2.0, 9))
                    batch.Strengths["option_a"]
                    batch.Strengths["option_b"]
                |> Array.distinct
                |> Array.sort

            Expect.equal (spread (draw (Decision1(Easy = true)) (random 200) 0L)) [| 0.1; 0.2; 0.4; 0.8 |] "dm1"

            Expect.equal
                (spread (draw (DelayedDecision2(Easy = true)) (random 200) 0L))
                [| 0.16; 0.32; 0.64 |]
                "delaydm2"
        }

        test "comparisons want the second stimulus or fixation, half and half" {
            let same one other =
                abs (Math.IEEERemainder(one - other, Math.Tau)) < 1e-9

            let category angle = angle < Math.PI

            for name, right in
                [
                    "dmsgo", same
                    "dmsnogo", (fun one other -> not (same one other))
                    "dmcgo", (fun one other -> category one = category other)
                    "dmcnogo", (fun one other -> category one <> category other)
                ] do
                let batch = draw (task name) (random 1000) 0L

                for trial in 0..999 do
                    let one, other = angle batch "sample1" trial, angle batch "sample2" trial

                    if right one other then
                        Expect.equal batch.Response[trial] other name
                    else
                        Expect.isNaN batch.Response[trial] name

                let wanted = batch.Response |> Array.filter (Double.IsNaN >> not) |> Array.length
                Expect.isLessThan (abs (wanted - 500)) 80 $"{name}, five standard errors"
        }

        test "categories are told by ten angles in training and twenty in tests" {
            let drawn = draw (task "dmcgo") (random 1000) 0L

            let degrees angles =
                angles
                |> Array.map (fun angle -> Math.Round(angle * 180.0 / Math.PI, 6))
                |> Array.distinct
                |> Array.sort

            Expect.equal (degrees drawn.Stimuli["sample1"]) [| for place in 0..9 -> 18.0 + 36.0 * float place |] "first"

            Expect.equal
                (degrees drawn.Stimuli["sample2"])
                [| for place in 0..9 -> 18.0 + 36.0 * float place |]
                "second"

            let batch = draw (task "dmcnogo") (tested 1) 0L

            Expect.equal
                (degrees batch.Stimuli["sample1"])
                [|
                    for first in [ 18.0; 198.0 ] do
                        for place in 0..9 -> Math.Round(first + 14.4 * float place, 6)
                |]
                "tested"
        }

        test "psychometric trials have the angles, strengths and times that are told" {
            let told (pairs: (string * 'T) list) =
                dict pairs |> Collections.Generic.Dictionary :> Collections.Generic.IReadOnlyDictionary<_, _>

            let batch =
                draw
                    (task "dm2")
                    (TrialMode.Psychometric(
                        told [ "option_a", [| 1.0; 2.0 |]; "option_b", [| 4.0; 5.0 |] ],
                        told [ "option_a", [| 1.1; 0.9 |]; "option_b", [| 0.9; 1.1 |] ],
                        told [ "stim1", Duration.Milliseconds 800m ]
                    ))
                    0L

            Expect.equal (batch.ResponseOnset, batch.Steps) (55, 75) "on at 300, R at 1100, T at 1500 ms"
            Expect.equal batch.Response [| 1.0; 5.0 |] "responses"

            let compared =
                draw
                    (task "dmsgo")
                    (TrialMode.Psychometric(
                        told [ "sample1", [| 1.0; 1.0 |]; "sample2", [| 1.0; 1.2 |] ],
                        told [],
                        told []
                    ))
                    0L

            Expect.equal (compared.ResponseOnset, compared.Steps) (100, 125) "stim 2 on at 2000, T 2500 ms"
            Expect.equal compared.Response[0] 1.0 "match"
            Expect.isNaN compared.Response[1] "non-match"
            Expect.equal compared.Rings["sample1"] [| 1; 1 |] "first modality"

            Expect.throwsT<NotSupportedException>
                (fun () ->
                    draw (task "dm2") (TrialMode.Psychometric(told [ "option_a", [| 1.0 |] ], told [], told [])) 0L
                    |> ignore)
                "what is drawn must be told"
        }
    ]
