module Spindle.Tests.Statistics.TTestTests

open System
open Expecto
open Spindle.Statistics
open Spindle.Tests

let private check (test: float[] -> float[] -> TTestResult) (case: Golden.Case) =
    let result = test (case.Numbers "a") (case.Numbers "b")
    Golden.agrees 1e-11 result.T (case.Number "t") "t"
    Golden.agreesRelatively 1e-9 result.P (case.Number "p") "p"

let private paired (a: float[]) (b: float[]) = TTest.Paired(a, b)
let private independent (a: float[]) (b: float[]) = TTest.Independent(a, b)

[<Tests>]
let tests =
    testList "t-tests" [
        testList "paired, as SciPy's" (Golden.each "paired_t" (check paired))
        testList "of two samples, as SciPy's" (Golden.each "independent_t" (check independent))

        test "samples that do not vary have no statistic" {
            let still = [| 1.0; 1.0; 1.0 |]
            Expect.isTrue (Double.IsNaN (paired still [| 2.0; 2.0; 2.0 |]).P) "equal differences"
            Expect.isTrue (Double.IsNaN (independent still still).P) "equal numbers"
            Expect.isTrue (Double.IsNaN (paired [| 1.0 |] [| 2.0 |]).P) "one pair"
        }

        test "with one degree of freedom p is that of the Cauchy distribution" {
            let result = paired [| 0.0; 3.0 |] [| 0.0; 0.0 |]
            Expect.floatClose Accuracy.veryHigh result.T 1.0 "t = 1.5 / 1.5"
            Expect.floatClose Accuracy.veryHigh result.P 0.5 "2 (1/2 − atan 1 / π)"
        }

        testProperty "a pair of samples differs as much either way" (fun (seed: int) ->
            let random = Random seed

            let sample () =
                Array.init 7 (fun _ -> random.NextDouble())

            let a, b = sample (), sample ()
            let one, other = paired a b, paired b a

            abs (one.T + other.T) < 1e-9
            && abs (one.P - other.P) < 1e-12
            && one.P >= 0.0
            && one.P <= 1.0)
    ]
