module Spindle.Tests.Statistics.CorrelationTests

open System
open Expecto
open FsCheck
open FsCheck.FSharp
open Spindle.Statistics

/// The textbook sum, term by term.
let private slow (x: float array) (y: float array) =
    let mx, my = Array.average x, Array.average y
    let sum f = Seq.sum (Seq.map2 f x y)

    sum (fun a b -> (a - mx) * (b - my))
    / sqrt (sum (fun a _ -> (a - mx) ** 2.0) * sum (fun _ b -> (b - my) ** 2.0))

let private numbers =
    Gen.choose (-1000, 1000)
    |> Gen.map (fun n -> float n / 100.0)
    |> Gen.arrayOfLength 12
    |> Gen.filter (fun x -> Array.max x - Array.min x > 0.5)

let private close = Accuracy.high

[<Tests>]
let tests =
    testList "Pearson's correlation" [
        testCase "agrees with the textbook sum"
        <| fun () ->
            let property =
                Prop.forAll (Arb.fromGen (Gen.zip numbers numbers)) (fun (x, y) ->
                    abs (Correlation.Pearson(x.AsSpan(), y.AsSpan()) - slow x y) < 1e-12)

            Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess true, property)

        testCase "of an affine transform is the sign of its slope"
        <| fun () ->
            let slopes = Gen.elements [ -3.5; -1.0; 0.25; 2.0 ]

            let property =
                Prop.forAll (Arb.fromGen (Gen.zip numbers slopes)) (fun (x, slope) ->
                    let y = x |> Array.map (fun value -> slope * value + 7.0)
                    abs (Correlation.Pearson(x.AsSpan(), y.AsSpan()) - float (sign slope)) < 1e-12)

            Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess true, property)

        testCase "of the example in Anscombe's first set is 0.81642"
        <| fun () ->
            // Anscombe, "Graphs in statistical analysis", The American Statistician 1973.
            let x = [| 10.0; 8.0; 13.0; 9.0; 11.0; 14.0; 6.0; 4.0; 12.0; 7.0; 5.0 |]
            let y = [| 8.04; 6.95; 7.58; 8.81; 8.33; 9.96; 7.24; 4.26; 10.84; 4.82; 5.68 |]

            Expect.floatClose
                { absolute = 1e-5; relative = 0.0 }
                (Correlation.Pearson(x.AsSpan(), y.AsSpan()))
                0.81642
                "r"

        testCase "with a constant is 0, also where rounding made it uneven"
        <| fun () ->
            let x = [| 0.3; 0.1 + 0.2; 0.3 |]
            let y = [| 1.0; 2.0; 4.0 |]
            Expect.equal (Correlation.Pearson(x.AsSpan(), y.AsSpan())) 0.0 "constant first"
            Expect.equal (Correlation.Pearson(y.AsSpan(), x.AsSpan())) 0.0 "constant second"
            Expect.floatClose close (Correlation.Pearson(y.AsSpan(), y.AsSpan())) 1.0 "itself"

        testCase "refuses lists of different length"
        <| fun () ->
            Expect.throwsT<ArgumentException>
                (fun () -> Correlation.Pearson([| 1.0 |].AsSpan(), [| 1.0; 2.0 |].AsSpan()) |> ignore)
                "lengths"
    ]
