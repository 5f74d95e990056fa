module Spindle.Tests.Probes.CrossTemporalDecodingTests

open System
open Expecto
open Spindle.Contracts
open Spindle.Probes.Population
open Spindle.Probes.Trials
open Spindle.Statistics.SupportVectors
open Spindle.Tests
open Spindle.Tests.Runtime
open Spindle.Tests.Probes.Planted
open Spindle.Tests.Probes.Ring

let private probe =
    CrossTemporalDecoding(
        Of = RecordingRef "session",
        Window = Duration.Milliseconds 60m,
        Stride = Duration.Milliseconds 40m
    )

let private decode (probe: CrossTemporalDecoding) (activity: TrialActivity) =
    InMemoryStepContext([ "probe", box probe ], stored activity, seed = 2L).Run(CrossTemporalDecodingMeasure())

let private accuracy (context: InMemoryStepContext) =
    let tensors = context.Tensors "accuracy"
    tensors["accuracy"].Values<float>().ToArray()

/// Windows, machines and votes one after another.
let private slow (heldOut: int) (heldOnly: bool) (score: bool) (activity: TrialActivity) width stride =
    let starts = [| 0..stride .. activity.Steps - width |]

    let feature start trial = [|
        for unit in 0 .. activity.Units - 1 ->
            List.averageBy (fun step -> float (activity.At(step, trial)[unit])) [ start .. start + width - 1 ]
    |]

    let features = [|
        for start in starts ->
            let raw = Array.init activity.Trials (feature start)

            if not score then
                raw
            else
                let z unit =
                    let values = raw |> Array.map (fun row -> row[unit])
                    let mean = Array.average values
                    let sd = sqrt (values |> Array.averageBy (fun v -> (v - mean) ** 2.0))
                    values |> Array.map (fun v -> (v - mean) / sd)

                let columns = Array.init activity.Units z
                Array.init activity.Trials (fun trial -> columns |> Array.map (fun column -> column[trial]))
    |]

    let repetition trial =
        Seq.length (Seq.filter (fun other -> activity.Cue[other] = activity.Cue[trial]) [ 0 .. trial - 1 ])

    let held, trained =
        List.partition (fun trial -> repetition trial < heldOut) [ 0 .. activity.Trials - 1 ]

    [|
        for i in 0 .. starts.Length - 1 do
            let x = [| for trial in trained -> features[i][trial] |]
            let labels = [| for trial in trained -> activity.Cue[trial] |]
            let all = Array.concat x
            let mean = Array.average all
            let variance = all |> Array.averageBy (fun v -> (v - mean) ** 2.0)
            let gamma = 1.0 / (float activity.Units * variance)

            let kernel a b =
                exp (-gamma * Array.fold2 (fun s p q -> s + (p - q) ** 2.0) 0.0 a b)

            let matrix = [|
                for a in x do
                    for b in x -> kernel a b
            |]

            let machines =
                OneVersusOne.Train(ReadOnlySpan<float> matrix, labels, activity.Conditions, 1.0)

            let predict row =
                let sums = [|
                    for pair in 0 .. machines.Pairs - 1 ->
                        Seq.sum (Seq.mapi (fun at a -> machines.Weights[at * machines.Pairs + pair] * kernel a row) x)
                |]

                machines.Winner(ReadOnlySpan<float> sums)

            for j in 0 .. starts.Length - 1 do
                let trials =
                    if i = j || heldOnly then
                        held
                    else
                        [ 0 .. activity.Trials - 1 ]

                let right =
                    trials
                    |> List.filter (fun trial ->
                        let row = features[j][trial]
                        predict row = activity.Cue[trial])

                float right.Length / float trials.Length
    |]

let private small =
    activity {
        ramp with
            Steps = 11
            Locations = 4
            Units = 5
            Noise = 0.7
            Epochs = [ Epoch("all", 0L, 11L) ]
    }

[<Tests>]
let tests =
    testSequenced
    <| testList "cross-temporal decoding" [
        test "is that of plain loops" {
            Expect.equal (accuracy (decode probe small)) (slow 2 false false small 3 2) "as it is"

            let careful =
                CrossTemporalDecoding(
                    Of = RecordingRef "s",
                    Window = probe.Window,
                    Stride = probe.Stride,
                    HeldOut = 3L,
                    HeldOutOnly = true,
                    ZScore = true
                )

            Expect.equal
                (accuracy (decode careful small))
                (slow 3 true true small 3 2)
                "z-scored, on trials that are held out"
        }

        test "is at chance before the cue and right after it" {
            let context = decode probe (activity ramp)
            Expect.isLessThan (metric context "diagonal_accuracy_fix1") 0.4 "before"
            Expect.isGreaterThan (metric context "diagonal_accuracy_delay1") 0.9 "after"
            let accuracy = context.Figure("cross_temporal_decoding").Panels[0] :?> HeatmapPanel
            Expect.equal accuracy.ValueRange [| 0.125; 1.0 |] "from chance to one"
        }

        test "tells a code that stays from one that moves on" {
            let still = {
                ramp with
                    Noise = 0.3
                    Rate = fun unit location _ -> cos (2.0 * Math.PI * (float location / 8.0 - float unit / 12.0))
            }

            let moving = {
                still with
                    Rate =
                        fun unit location step ->
                            cos (2.0 * Math.PI * (float location / 8.0 - float unit / 12.0) + 0.5 * float step)
            }

            let off planted =
                metric (decode probe (activity planted)) "off_diagonal_accuracy_delay1"

            Expect.isGreaterThan (off still) 0.95 "a square"
            Expect.isLessThan (off moving) 0.3 "a diagonal"
        }

        test "trials that are made up are of the training trials' location" {
            let made =
                CrossTemporalDecoding(
                    Of = RecordingRef "s",
                    Window = probe.Window,
                    Stride = probe.Stride,
                    SyntheticTrials = 10L
                )

            let context = decode made (activity ramp)
            Expect.isGreaterThan (metric context "diagonal_accuracy_delay1") 0.9 "they help or do no harm"
            Expect.equal (accuracy context) (accuracy (decode made (activity ramp))) "the same stream makes the same"
        }

        test "a location without a training trial is told" {
            let greedy = CrossTemporalDecoding(Of = RecordingRef "s", HeldOut = 6L)
            let problem = Expect.throwsC (fun () -> decode greedy (activity ramp) |> ignore) id
            Expect.stringContains problem.Message "none is left to train on" "which"
        }

        test "the metrics are the numbers of version 1" {
            let context = decode probe (activity { ramp with Noise = 1.0 })

            let numbers = [
                "diagonal_accuracy_delay1", 0.6875
                "diagonal_accuracy_fix1", 0.21875
                "diagonal_accuracy_stim1", 0.625
                "maximum_accuracy", 1.0
                "off_diagonal_accuracy_delay1", 0.3368056
            ]

            Expect.equal (List.ofSeq (Ring.written context)) (List.map fst numbers) "names"

            for name, value in numbers do
                Golden.agrees 1e-6 (metric context name) value name

            Expect.equal (version typeof<CrossTemporalDecoding>) 1 "version"
        }
    ]
