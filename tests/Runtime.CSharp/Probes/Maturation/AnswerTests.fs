module Spindle.Tests.Probes.Maturation.AnswerTests

open System
open System.Collections.Generic
open Expecto
open Spindle.Architectures.Recurrent
open Spindle.Contracts
open Spindle.Probes.Maturation
open Spindle.Probes.Trials
open Spindle.Tasks.Cognitive
open Spindle.Tasks.Cognitive.Saccades
open Spindle.Tests.Runtime
open Spindle.Tests.Training
open Spindle.Torch
open Spindle.Tests.Probes.Maturation.Growing

let private ms (value: int) = Duration.Milliseconds(decimal value)
let private net = ModelRef "net"
let private network = LeakyRnn(Units = 8L)

let private distracted =
    DistractedResponse(
        Fixation = ms 160,
        Cue = ms 80,
        FirstDelay = ms 80,
        Distractor = ms 80,
        SecondDelay = ms 80,
        Go = ms 100
    )

let private state (task: TrialTaskSpec) =
    TorchNative.Load() |> ignore
    Saccade.initial network task

let private run (operation: IOperation) (task: TrialTaskSpec) rule (more: (string * objnull) list) =
    let parameters: (string * objnull) list = [
        "task", box task
        "architecture", box network
        "rule", box rule
        "input_noise", box 0.01
    ]

    InMemoryStepContext(parameters @ more, [ "state", box (state task) ], seed = 1L).Run operation

[<Tests>]
let tests =
    testSequenced
    <| testList "answers along a training" [
        test "responses of a network are measured from its own activity, the same each time" {
            let measured () =
                let parameters: (string * objnull) list = [
                    "task", box task
                    "architecture", box network
                    "rule", box "odr"
                    "repetitions", box 3L
                ]

                InMemoryStepContext(parameters, [ "state", box (state task) ], seed = 1L).Run(MeasureResponses())

            let tensors = (measured ()).Tensors "responses"
            Expect.sequenceEqual tensors["location_means"].Shape [ 8L; 25L; 8L ] "places × steps × units"
            Expect.sequenceEqual tensors["epoch_means.delay1"].Shape [ 24L; 8L ] "trials × units"
            let responses = UnitResponses.Read tensors
            Expect.equal [ for epoch in responses.Epochs -> epoch.Name ] [ "fix1"; "stim1"; "delay1"; "go1" ] "epochs"
            Expect.equal (Saccade.bytes ((measured ()).Tensors "responses")) (Saccade.bytes tensors) "bytes"
            let one = responses.InTrials("fix1", 0, 0)
            Expect.notEqual one[0] one[1] "repetitions differ by noise"
        }

        test "errors of responses are in degrees, one a trial" {
            let errors =
                ((run (SaccadeAnswers()) task "odr" [ "repetitions", box 4L ]).Tensors "answers")["errors"]

            Expect.equal errors.Count 32L "4 for each of 8 places"

            for error in errors.Values<float>().ToArray() do
                Expect.isTrue (error >= 0.0 && error <= 180.0) $"{error}"
        }

        test "the errors of a stage are those of its checkpoints together" {
            let probe = SaccadeDistribution(Of = net, Rule = "odr", Bins = 6L)
            let errors at = [| 10.0 * float at; 10.0 * float at + 20.0; nan |]

            let answers at =
                Dictionary(dict [ "errors", TensorData.Of<float>(ReadOnlySpan(errors at), 3L) ])
                :> IReadOnlyDictionary<_, _>

            let context =
                measure (SaccadeDistributionMeasure()) probe training (fun at -> [ $"answers_{at}", box (answers at) ])

            let found = metrics context
            Expect.equal (set found.Keys) (promised probe) "what was promised"
            Expect.floatClose Accuracy.high found["saccade_error_early"] 15.0 "0, 20, 10, 30"
            Expect.floatClose Accuracy.high found["saccade_error_median_mature"] 55.0 "40, 60, 50, 70"
            Expect.floatClose Accuracy.high found["saccade_near_mid"] 0.5 "20, 30, not 40, 50"
            Expect.floatClose Accuracy.high found["saccade_undefined_mid"] (1.0 / 3.0) "one of three"
        }

        test "all pairs of cue and distractor are answered, and errors are counted by their distance" {
            let answers =
                (run (DistractorAnswers()) distracted "odrd" [ "repetitions", box 2L; "bins", box 3L ]).Tensors
                    "answers"

            Expect.sequenceEqual answers["performance"].Shape [ 8L; 8L ] "cues × distractors"
            Expect.sequenceEqual answers["counts"].Shape [ 5L; 3L ] "distances × bins"

            let counts =
                answers["counts"].Values<int64>().ToArray()
                |> Array.chunkBySize 3
                |> Array.map Array.sum

            Expect.equal counts [| 16L; 32L; 32L; 32L; 16L |] "8 pairs at the ends, 16 between, 2 trials each"
        }

        test "performance at a distance is the mean over its pairs" {
            let probe = DistractorResistance(Of = net, Rule = "odr", Bins = 3L)

            let performance = [|
                for cue in 0..7 do
                    for distractor in 0..7 -> float (min (abs (cue - distractor)) (8 - abs (cue - distractor))) / 4.0
            |]

            let answers =
                Dictionary(
                    dict [
                        "performance", TensorData.Of<float>(ReadOnlySpan performance, 8L, 8L)
                        "errors", TensorData.Of<float>(ReadOnlySpan [| 30.0; 60.0; 90.0; 120.0; 150.0 |], 5L)
                        "counts", TensorData.Of<int64>(ReadOnlySpan(Array.create 15 1L), 5L, 3L)
                    ]
                )
                :> IReadOnlyDictionary<_, _>

            let context =
                measure (DistractorResistanceMeasure()) probe training (fun at -> [ $"answers_{at}", box answers ])

            let found = metrics context
            Expect.equal (set found.Keys) (promised probe) "what was promised"

            for distance in 0..4 do
                Expect.floatClose
                    Accuracy.high
                    found[$"distractor_performance_mid_{distance}"]
                    (float distance / 4.0)
                    "performance"

                Expect.floatClose
                    Accuracy.high
                    found[$"distractor_error_mid_{distance}"]
                    (10.0 * float (distance + 1))
                    "mean of three errors"
        }

        test "one unit is shown at the stages that were reached" {
            let probe = UnitDisplay(Of = net, Rule = "odr", Unit = 3L)

            let chosen found =
                Text.Json.Nodes.JsonNode.Parse(
                    if found then
                        """{"found":true}"""
                    else
                        """{"found":false,"reason":"never"}"""
                )

            let parameters: (string * objnull) list = [
                "probe", box probe
                "task", box task
                "architecture", box network
                "rule", box "odr"
                "repetitions", box 2L
            ]

            let inputs: (string * objnull) list = [
                for stage, found in [ "early", true; "mid", true; "mature", false ] do
                    $"chosen_{stage}", box ((nonNull (chosen found)).AsObject())

                    $"state_{stage}",
                    box (
                        if found then
                            state task
                        else
                            Dictionary() :> IReadOnlyDictionary<_, _>
                    )
            ]

            let context =
                InMemoryStepContext(parameters, inputs, seed = 1L).Run(UnitDisplayMeasure())

            let found = metrics context
            Expect.equal found["unit"] 3.0 "the unit that was told"
            Expect.equal (absence context "rate_mature") "never" "the reason"
            Expect.equal (set found.Keys + set (absent context).Keys) (promised probe) "what was promised"
            Expect.equal (context.Figure "unit_panels").Panels.Count 9 "eight places around the tuning"
            let traces = (context.Tensors "traces")["early"]
            Expect.sequenceEqual traces.Shape [ 16L; 25L ] "trials × steps"
        }
    ]
