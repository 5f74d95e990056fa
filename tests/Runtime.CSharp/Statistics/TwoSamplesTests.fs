module Spindle.Tests.Statistics.TwoSamplesTests

open System
open Expecto
open FsCheck
open FsCheck.FSharp
open Spindle.Statistics
open Spindle.Tests

let private golden (case: Golden.Case) =
    let a, b = case.Numbers "a", case.Numbers "b"
    let welch = TTest.Welch(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    Golden.agrees 1e-12 welch.T (case.Number "welch_t") "Welch's t"
    Golden.agrees 1e-12 welch.Freedom (case.Number "welch_freedom") "its degrees of freedom"
    Golden.agreesRelatively 1e-9 welch.P (case.Number "welch_p") "its p"
    let ranks = RankSum.Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    Golden.agrees 1e-12 ranks.U (case.Number "mann_whitney_u") "U"
    Golden.agreesRelatively 1e-9 ranks.P (case.Number "mann_whitney_p") "its p"
    Golden.agrees 1e-12 (EffectSize.Cohen(a, b)) (case.Number "cohens_d") "Cohen's d"

let private sample =
    Gen.choose (0, 9)
    |> Gen.map float
    |> Gen.listOf
    |> Gen.map Array.ofList
    |> Gen.filter (fun s -> s.Length > 0)

[<Tests>]
let tests =
    testList "two samples" [
        testList "compare as in SciPy" (Golden.each "effect_sizes" golden)

        testCase "U counts the pairs with the greater value in the first sample, ties half"
        <| fun () ->
            let property =
                Prop.forAll (Arb.fromGen (Gen.zip sample sample)) (fun (a, b) ->
                    let pairs =
                        Seq.allPairs a b
                        |> Seq.sumBy (fun (x, y) ->
                            if x > y then 1.0
                            elif x = y then 0.5
                            else 0.0)

                    Golden.agrees 1e-12 (RankSum.Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)).U pairs "U")

            Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess true, property)

        test "samples that do not vary have no statistic" {
            let same = [| 2.0; 2.0; 2.0 |]
            let welch = TTest.Welch(ReadOnlySpan<float> same, ReadOnlySpan<float> same)
            Expect.isTrue (Double.IsNaN welch.T) "t"
            let ranks = RankSum.Of(ReadOnlySpan<float> same, ReadOnlySpan<float> same)
            Expect.isTrue (Double.IsNaN ranks.P) "rank test"
            Expect.isTrue (Double.IsNaN(EffectSize.Cohen(same, same))) "d"
        }
    ]
