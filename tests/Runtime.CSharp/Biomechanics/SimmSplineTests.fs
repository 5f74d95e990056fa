module Spindle.Tests.Biomechanics.SimmSplineTests

open Expecto
open Spindle.Biomechanics.Functions

let private knots = [ 0.0, 0.3; 0.4, -0.2; 1.1, 0.9; 1.5, 0.5; 2.7, 1.4; 3.0, 0.0 ]

let private through (knots: (float * float) list) =
    SimmSpline(List.map fst knots |> Array.ofList, List.map snd knots |> Array.ofList)

let private second (spline: SimmSpline) x =
    let h = 1e-5
    (spline.Slope(x + h) - spline.Slope(x - h)) / (2.0 * h)

[<Tests>]
let tests =
    testList "SIMM splines" [
        test "they go through their knots, with one slope and one curvature from both sides" {
            let spline = through knots

            for x, y in knots do
                Expect.floatClose Accuracy.veryHigh (spline.Value x) y $"the knot at {x}"

            for x, _ in knots[1..4] do
                let h = 1e-9
                Expect.isLessThan (abs (spline.Slope(x - h) - spline.Slope(x + h))) 1e-7 $"the slope at {x}"

                Expect.isLessThan
                    (abs (second spline (x - 2e-5) - second spline (x + 2e-5)))
                    1e-2
                    $"the curvature at {x}"
        }

        test "a cubic through the knots is itself" {
            let cubic x = 0.5 - x + 0.7 * x * x - 0.2 * x * x * x

            let spline = through [ for x, _ in knots -> x, cubic x ]

            for x in [ 0.1; 0.7; 1.3; 2.0; 2.9 ] do
                Expect.floatClose Accuracy.veryHigh (spline.Value x) (cubic x) $"at {x}"
        }

        test "three knots give their parabola, two a line, and beyond the ends it is straight" {
            let parabola = through [ 0.0, 0.0; 1.0, 1.0; 2.0, 4.0 ]
            Expect.floatClose Accuracy.veryHigh (parabola.Value 1.5) 2.25 "the parabola"
            Expect.floatClose Accuracy.veryHigh (parabola.Value 3.0) 8.0 "straight on with the slope at the end"
            Expect.floatClose Accuracy.veryHigh (parabola.Value -1.0) 0.0 "and at the start"
            let line = through [ 0.0, 1.0; 2.0, 2.0 ]
            Expect.floatClose Accuracy.veryHigh (line.Value 5.0) 3.5 "the line"
        }

        test "the slope is the derivative of the value" {
            let spline = through knots

            for x in [ -0.5; 0.2; 0.9; 1.45; 2.2; 2.95; 3.5 ] do
                let h = 1e-6
                let difference = (spline.Value(x + h) - spline.Value(x - h)) / (2.0 * h)
                Expect.isLessThan (abs (spline.Slope x - difference)) 1e-8 $"at {x}"
        }

        test "repeated knots do no harm" {
            let spline = through [ 0.0, 0.0; 1.0, 1.0; 1.0, 1.0; 2.0, 4.0; 3.0, 9.0 ]
            Expect.isTrue (System.Double.IsFinite(spline.Value 1.0)) "at the repeated knot"
            Expect.floatClose Accuracy.high (spline.Value 2.0) 4.0 "at another one"
        }
    ]
