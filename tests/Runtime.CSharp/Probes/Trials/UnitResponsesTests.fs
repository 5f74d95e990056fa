module Spindle.Tests.Probes.Trials.UnitResponsesTests

open Expecto
open Spindle.Probes.Trials
open Spindle.Tests.Probes.Trials

let private mean (values: float seq) = Seq.average values

[<Tests>]
let tests =
    testList "responses of units" [
        test "are the plain means over trials and over steps" {
            let activity = Population.activity 1.0 3L
            let responses = UnitResponses.Of activity

            let trialsAt place = [
                for trial in 0 .. activity.Trials - 1 do
                    if activity.Cue[trial] = place then
                        trial
            ]

            for place in 0 .. Population.places - 1 do
                for unit in 0 .. activity.Units - 1 do
                    for step in 0 .. activity.Steps - 1 do
                        let plain =
                            mean [ for trial in trialsAt place -> float (activity.At(step, trial)[unit]) ]

                        Expect.floatClose Accuracy.medium (responses.At(place, step, unit)) plain "a location mean"

                    for epoch in Population.epochs do
                        let plain = [|
                            for trial in trialsAt place ->
                                mean [
                                    for step in int epoch.From .. int epoch.To - 1 ->
                                        float (activity.At(step, trial)[unit])
                                ]
                        |]

                        Array.iter2
                            (fun found wanted ->
                                Expect.floatClose Accuracy.medium found wanted $"{epoch.Name} of a trial")
                            (responses.InTrials(epoch.Name, place, unit))
                            plain
        }

        test "are read back as they were written" {
            let written = UnitResponses.Of(Population.activity 1.0 3L)
            let read = UnitResponses.Read(written.Tensors())

            Expect.equal
                (read.Steps, read.Units, read.Locations)
                (written.Steps, written.Units, written.Locations)
                "sizes"

            Expect.sequenceEqual read.Cue written.Cue "cues"
            Expect.sequenceEqual read.Epochs written.Epochs "epochs"
            Expect.equal (read.At(3, 9, 2)) (written.At(3, 9, 2)) "a location mean"
            Expect.equal (read.InTrials("delay1", 5, 1)) (written.InTrials("delay1", 5, 1)) "an epoch's means"
        }

        test "a place without trials is an error, not a mean of nothing" {
            let activity = Population.activity 1.0 3L

            let lacking =
                TrialActivity(
                    activity.Rates,
                    activity.Steps,
                    activity.Trials,
                    activity.Units,
                    activity.TimeStep,
                    activity.Cue,
                    9,
                    activity.Epochs
                )

            Expect.throwsT<System.ArgumentException> (fun () -> UnitResponses.Of lacking |> ignore) "place 8"
        }
    ]
