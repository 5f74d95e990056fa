module Spindle.Tests.Reports.FamilySummaryTests

open System
open System.Collections.Generic
open Expecto
open Spindle.Contracts
open Spindle.Reports

let private probeMember (axes: (string * string) list) (values: (string * float) list) =
    ProbeMember(
        $"p[{axes}]",
        Dictionary(dict axes),
        Metrics = [ for name, value in values -> MetricValue(Metric(name, "", ""), value) ]
    )

[<Tests>]
let tests =
    testList "families" [
        test "members that differ only in the seed are one group" {
            let probe =
                ProbeResults(
                    "p",
                    "kind",
                    "",
                    [
                        probeMember [ "rule", "a"; "seed", "1" ] [ "m", 1.0 ]
                        probeMember [ "rule", "b"; "seed", "1" ] [ "m", 10.0 ]
                        probeMember [ "rule", "a"; "seed", "2" ] [ "m", 3.0 ]
                    ]
                )

            let groups = FamilySummary.Of probe
            Expect.equal [ for group in groups -> group.Name, group.Members ] [ "rule=a", 2; "rule=b", 1 ] "groups"
            Expect.equal groups[0].Metrics["m"] (Spread(2, 2.0, sqrt 2.0)) "mean and s.d. with n − 1"
            Expect.isTrue (Double.IsNaN groups[1].Metrics["m"].Deviation) "one number has no deviation"
        }

        test "numbers that are not finite are left out and counted out" {
            let spread = Spread.Of [ 1.0; nan; 3.0; infinity ]
            Expect.equal (spread.Count, spread.Mean) (2, 2.0) "two are left"
            Expect.equal (Spread.Of []).Count 0 "none at all"
        }
    ]
