module Spindle.Tests.Statistics.SummaryTests

open Expecto
open Spindle.Statistics
open Spindle.Tests

[<Tests>]
let tests =
    testList "summaries of samples" [
        testList
            "bins and quartiles as NumPy's"
            (Golden.each "summaries" (fun case ->
                let bins = EvenBins(case.Number "low", case.Number "high", case.Whole "bins")
                let counts = bins.Counts(case.Numbers "values")
                Expect.equal counts (case.Wholes "counts" |> Array.map int64) "counts"
                Golden.agreeAll 1e-12 (bins.Edges()) (case.Numbers "edges") "edges"
                Golden.agreeAll 1e-12 (bins.Density counts) (case.Numbers "density") "density"
                let five = FiveNumbers.Of(case.Numbers "values")

                Golden.agreeAll
                    1e-12
                    [| five.Least; five.Lower; five.Middle; five.Upper; five.Greatest |]
                    (case.Numbers "quartiles")
                    "quartiles"))

        test "what lies outside the range, or is no number, is in no bin" {
            let counts = EvenBins(0.0, 1.0, 2).Counts([ -0.1; 0.0; 0.5; 1.0; 1.1; nan ])
            Expect.equal counts [| 1L; 2L |] "counts"
            Expect.equal (EvenBins(0.0, 1.0, 2).Density([ 0L; 0L ])) [| 0.0; 0.0 |] "a density of nothing"
        }

        test "a forward window holds one value more than its width, and fewer near the end" {
            let smooth (width: int) =
                ForwardWindow.Means([| 1.0; 2.0; 4.0; 8.0 |], width)

            Expect.equal (smooth 0) [| 1.0; 2.0; 4.0; 8.0 |] "width 0"
            Expect.equal (smooth 1) [| 1.5; 3.0; 6.0; 8.0 |] "width 1"
            Expect.equal (smooth 9) [| 3.75; 14.0 / 3.0; 6.0; 8.0 |] "wider than the curve"
            Expect.isEmpty (ForwardWindow.Means([||], 3)) "nothing"
        }
    ]
