module Spindle.Tests.Probes.Trials.EpochSelectivityTests

open System
open Expecto
open Spindle.Probes.Trials
open Spindle.Statistics
open Spindle.Tests.Probes.Trials

let private selectivity (selection: UnitSelection) (activity: TrialActivity) =
    EpochSelectivity(UnitResponses.Of activity, "delay1", selection)

let private standard =
    lazy (selectivity (UnitSelection()) (Population.activity 1.0 5L))

let private found name =
    standard.Value.Units[Population.unit name]

[<Tests>]
let tests =
    testList "selectivity of units" [
        test "units are of the class that they were made for, and prefer their place" {
            let kind name = Option.ofNullable (found name).Class
            Expect.equal (kind "excited", (found "excited").Preferred) (Some UnitClass.Excited, 2) "excited"
            Expect.equal (kind "inhibited", (found "inhibited").Preferred) (Some UnitClass.Inhibited, 5) "inhibited"
            Expect.equal (kind "mixed", (found "mixed").Preferred) (Some UnitClass.Mixed, 6) "mixed"
            Expect.equal (kind "alike", (found "alike").Active) (None, true) "responds everywhere alike"
            Expect.isTrue (Double.IsNaN (found "silent").P && not (found "silent").Active) "cannot be scaled"
            Expect.isFalse (found "silent").Scaled "below the floor"
        }

        test "tuning, p and height are those of the plain definitions" {
            let responses = UnitResponses.Of(Population.activity 1.0 5L)
            let unit = Population.unit "mixed"

            let scaled = [|
                for place in 0 .. Population.places - 1 ->
                    let fixation = responses.InTrials("fix1", place, unit) |> Array.average

                    responses.InTrials("delay1", place, unit)
                    |> Array.map (fun rate -> rate / fixation - 1.0)
            |]

            let tuning = scaled |> Array.map Array.average
            Array.iter2 (fun a b -> Expect.floatClose Accuracy.high a b "tuning") (found "mixed").Tuning tuning
            Expect.floatClose Accuracy.high (found "mixed").P (OneWayAnova.Of scaled).P "p"
            Expect.floatClose Accuracy.high (found "mixed").Height (Array.max tuning - Array.min tuning) "height"
        }

        test "the classes that enter are those that are asked for" {
            let names (classes: UnitClass list) =
                let chosen =
                    selectivity (UnitSelection(Classes = classes)) (Population.activity 1.0 5L)

                [ for unit in chosen.Selected -> fst Population.units[unit.Unit] ]

            Expect.equal (names [ UnitClass.Excited; UnitClass.Mixed ]) [ "excited"; "mixed" ] "as usual"
            Expect.equal (names [ UnitClass.Inhibited ]) [ "inhibited" ] "the others"
        }

        test "absolute rates let a unit enter that is silent in fixation, and keep the signs of changes" {
            let units =
                (selectivity (UnitSelection(Scale = RateScale.Absolute)) (Population.activity 1.0 5L)).Units

            let kind name =
                Option.ofNullable units[Population.unit name].Class

            Expect.equal (kind "silent") (Some UnitClass.Excited) "silent"
            Expect.equal (kind "inhibited") (Some UnitClass.Inhibited) "still inhibited"

            Expect.floatClose
                { absolute = 0.03; relative = 0.0 }
                (Array.max units[Population.unit "alike"].Tuning)
                1.5
                "its rate itself"
        }

        test "curves are relative to fixation, and the opposite curve is that of the place across" {
            let unit = found "mixed"
            let preferred = standard.Value.Curve(unit.Unit, unit.Preferred)
            let opposite = standard.Value.OppositeCurve unit
            Expect.isLessThan (abs (Array.average preferred[0..7])) 1e-6 "zero in fixation"
            Expect.floatClose { absolute = 0.02; relative = 0.0 } (Array.average preferred[8..]) 0.5 "1 + cos 0 / 2"
            Expect.floatClose { absolute = 0.02; relative = 0.0 } (Array.average opposite[8..]) -0.5 "1 + cos π / 2"
        }

        test "of an odd number of places, the opposite curve is the mean of the two across" {
            let odd = selectivity (UnitSelection()) (Population.activityOf 5 1.0 0.02 5L)
            let unit = odd.Units[Population.unit "excited"]

            let across = [
                odd.Curve(unit.Unit, (unit.Preferred + 2) % 5)
                odd.Curve(unit.Unit, (unit.Preferred + 3) % 5)
            ]

            let opposite = odd.OppositeCurve unit

            Array.iteri2
                (fun step a b -> Expect.floatClose Accuracy.high opposite[step] ((a + b) / 2.0) "mean")
                across[0]
                across[1]
        }

        test "without noise there is no statistic, hence no selective unit" {
            let still = selectivity (UnitSelection()) (Population.activityOf 8 1.0 0.0 5L)
            Expect.isEmpty still.Selected "repetitions are identical"
        }

        test "an epoch that trials do not have is an error" {
            Expect.throwsT<System.Collections.Generic.KeyNotFoundException>
                (fun () ->
                    EpochSelectivity(UnitResponses.Of(Population.activity 1.0 5L), "delay9", UnitSelection())
                    |> ignore)
                "delay9"
        }
    ]
