module Spindle.Tests.Signals.SignalsTests

open System
open Expecto
open FsCheck.FSharp
open Spindle.Biomechanics
open Spindle.Signals

let private close (expected: float list) (found: float[]) =
    Expect.equal found.Length expected.Length "as many numbers"

    for one, other in Seq.zip expected found do
        Expect.floatClose { absolute = 1e-4; relative = 1e-6 } other one "the number"

/// Rows of channels, as the references write them, to samples × channels.
let private samples (rows: float list list) =
    rows |> List.transpose |> List.concat |> Array.ofList

[<Tests>]
let tests =
    testList "signals" [
        test "the jerk of two rows is that of the reference" {
            let values =
                samples [ [ 0.0; 1.0; 4.0; 9.0; 16.0; 25.0 ]; [ 0.0; 1.0; 8.0; 27.0; 64.0; 125.0 ] ]

            Expect.floatClose { absolute = 5e-7; relative = 0.0 } (TimeGradient.Jerk(values, 2)) 10.034316 "the norm"
        }

        test "spindles fire before noise as the reference's do" {
            let lengths = [| 100.0; 101.0; 103.0; 104.0; 104.0; 102.0 |]
            let rates: float[] = Array.zeroCreate 6
            SpindleRate.Of(lengths, 1, 0.015, rates)
            close [ 55.4335; 71.1504; 71.1504; 36.2530; -55.4335; -84.9901 ] rates
        }

        test "a single sample has neither velocity nor jerk" {
            let result: float[] = [| 1.0; 1.0 |]
            let sample: float[] = [| 3.0; 4.0 |]
            TimeGradient.Of(sample, 2, 0.1, result)
            Expect.equal result [| 0.0; 0.0 |] "no change"
            Expect.equal (TimeGradient.Jerk(sample, 2)) 0.0 "no jerk"
        }

        testProperty "resampling a straight line gives the line"
        <| Prop.forAll
            (ArbMap.defaults
             |> ArbMap.arbitrary
             |> Arb.filter (fun (n, m) -> n > 1 && n < 50 && m > 1 && m < 50))
            (fun (n, m) ->
                let line = Array.init n (fun i -> 3.0 + 2.0 * float i / float (n - 1))
                let found = Resampling.Linear(line, 1, m)

                for i in 0 .. m - 1 do
                    Expect.floatClose Accuracy.high found[i] (3.0 + 2.0 * float i / float (m - 1)) "on the line")

        test "the running median has zeros beyond both ends" {
            // scipy.signal.medfilt([5, 1, 4, 2, 3, 9, 7], 5)
            let values = [| 5.0; 1.0; 4.0; 2.0; 3.0; 9.0; 7.0 |]
            MedianFilter.Apply(values, 1, 5)
            Expect.equal values [| 1.0; 2.0; 3.0; 3.0; 4.0; 3.0; 3.0 |] "the medians"
        }
    ]
