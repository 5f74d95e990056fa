module Spindle.Tests.Statistics.OneWayAnovaTests

open System
open System.IO
open System.Text.Json
open Expecto
open Spindle.Statistics
open Spindle.Tests

[<Tests>]
let tests =
    testList "one-way analysis of variance" [
        testList
            "as SciPy's"
            (Golden.each "anova" (fun case ->
                let result = OneWayAnova.Of(case.Rows "groups")
                Golden.agrees 1e-11 result.F (case.Number "f") "F"
                Golden.agreesRelatively 1e-9 result.P (case.Number "p") "p"
                Expect.equal result.Between (case.Number "between") "degrees of freedom between"
                Expect.equal result.Within (case.Number "within") "degrees of freedom within"))

        test "the worked example of the shared data" {
            use file = File.OpenRead(Shared.file "worked-examples/worked_examples.json")
            let example = JsonDocument.Parse(file).RootElement

            let groups = [|
                for group in example.GetProperty("inputs").GetProperty("anova_groups").EnumerateArray() ->
                    [| for value in group.EnumerateArray() -> value.GetDouble() |]
            |]

            let result, expected = OneWayAnova.Of groups, example.GetProperty "anova"
            Golden.agrees 1e-9 result.F (expected.GetProperty("F").GetDouble()) "F"
            Golden.agrees 1e-9 result.P (expected.GetProperty("p").GetDouble()) "p"
        }

        test "of two groups it is the t-test: F = t², the same p" {
            let a, b = [| 1.0; 2.5; 3.0; 2.0 |], [| 2.0; 4.0; 3.5 |]
            let f, t = OneWayAnova.Of [ a; b ], TTest.Independent(a, b)
            Expect.floatClose Accuracy.veryHigh f.F (t.T * t.T) "F"
            Expect.floatClose Accuracy.veryHigh f.P t.P "p"
        }

        test "groups that do not vary have no statistic" {
            Expect.isTrue (Double.IsNaN (OneWayAnova.Of [ [| 1.0; 1.0 |]; [| 2.0; 2.0 |] ]).P) "no variance within"
        }
    ]
