module Spindle.Tests.Statistics.GaussianFitTests

open Expecto
open Spindle.Statistics
open Spindle.Tests

let private places = [| 0.0 .. 8.0 |]

[<Tests>]
let tests =
    testList "Gaussians through points" [
        testList
            "as SciPy's curve_fit finds them"
            (Golden.each "gaussian_fit" (fun case ->
                let y = case.Numbers "y"
                let start = case.Numbers "start"

                let fit =
                    GaussianFit.Find(
                        places,
                        y |> Array.map (fun v -> v - Array.min y),
                        struct (start[0], start[1], start[2])
                    )
                    |> nonNull

                Golden.agrees 1e-7 fit.Area (case.Number "area") "A"
                Golden.agrees 1e-7 fit.Centre (case.Number "center") "u"
                Golden.agrees 1e-7 (2.0 * fit.Deviation) (case.Number "width") "2 s"
                Golden.agrees 1e-9 fit.Residual (case.Number "residual") "what is left"))

        testProperty "a Gaussian is found again" (fun (a: int) (b: int) (c: int) ->
            let share (n: int) = float (abs (n % 1000)) / 1000.0

            let truth =
                GaussianFit(0.5 + 5.0 * share a, 3.0 + 2.0 * share b, 0.6 + share c, 0.0)

            let fit =
                GaussianFit.Find(places, Array.map truth.At places, struct (2.0, 4.0, 1.0))
                |> nonNull

            abs (fit.Area - truth.Area) < 1e-6
            && abs (fit.Centre - truth.Centre) < 1e-6
            && abs (fit.Deviation - truth.Deviation) < 1e-6)

        test "a flat curve ends in some fit or in none, never in a number that is not finite" {
            match GaussianFit.Find(places, Array.zeroCreate 9, struct (1.0, 4.0, 1.0)) with
            | null -> ()
            | fit -> Expect.isLessThan (fit.Residual + abs fit.Area + abs fit.Deviation) infinity "finite"
        }
    ]
