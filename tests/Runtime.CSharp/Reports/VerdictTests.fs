module Spindle.Tests.Reports.VerdictTests

open System
open System.Collections.Generic
open Expecto
open Spindle.Contracts
open Spindle.Plans
open Spindle.Reports

let private atLeast value = Bound.AtLeast(Level.Of value) :> Bound
let private atMost value = Bound.AtMost(Level.Of value) :> Bound

let private near value tolerance =
    Bound.Near(Level.Of value, tolerance) :> Bound

/// The verdict on a metric `m` of members that gave these numbers.
let private judge over bound (numbers: (string * float) list) (members: string list) =
    let metrics =
        dict [
            for name, value in numbers -> name, dict [ "m", value ] |> Dictionary :> IReadOnlyDictionary<_, _>
        ]

    let find (name: string) : IReadOnlyDictionary<string, float> | null =
        match metrics.TryGetValue name with
        | true, known -> known
        | _ -> null

    Verdicts.Judge([ Expectation("p.m", members, "m", over, bound, "", SourceSpan.None) ], find)
    |> Seq.exactlyOne

let private outcome over bound values =
    let numbers = values |> List.mapi (fun i value -> $"p[seed={i}]", value)
    (judge over bound numbers (List.map fst numbers)).Outcome

let private met = VerdictOutcome.Met
let private unmet = VerdictOutcome.Unmet

[<Tests>]
let tests =
    testList "verdicts" [
        test "bounds include their ends" {
            Expect.equal (outcome Summary.Each (atLeast 0.5) [ 0.5 ]) met "at least"
            Expect.equal (outcome Summary.Each (atLeast 0.5) [ 0.499 ]) unmet "less"
            Expect.equal (outcome Summary.Each (atMost 0.5) [ 0.5 ]) met "at most"
            Expect.equal (outcome Summary.Each (atMost 0.5) [ 0.501 ]) unmet "more"
            Expect.equal (outcome Summary.Each (near 0.5 0.25) [ 0.75 ]) met "near"
            Expect.equal (outcome Summary.Each (near 0.5 0.25) [ 0.2 ]) unmet "far"
        }

        test "each member must meet the bound where nothing is summarised" {
            Expect.equal (outcome Summary.Each (atLeast 1.0) [ 1.0; 2.0; 3.0 ]) met "all do"
            let verdict = judge Summary.Each (atLeast 1.0) [ "a", 2.0; "b", 0.5 ] [ "a"; "b" ]
            Expect.equal verdict.Outcome unmet "one does not"
            Expect.equal [ for one in verdict.Members -> one.Outcome ] [ met; unmet ] "and it is named"
            Expect.isFalse verdict.Value.HasValue "there is no single value"
        }

        test "summaries make one number of several" {
            let value over =
                (judge over (atLeast 0.0) [ "a", 1.0; "b", 2.0; "c", 6.0; "d", 11.0 ] [ "a"; "b"; "c"; "d" ])
                    .Value.Value

            Expect.equal (value Summary.Mean) 5.0 "mean"
            Expect.equal (value Summary.Median) 4.0 "median of an even number"
            Expect.equal (value Summary.Minimum) 1.0 "least"
            Expect.equal (value Summary.Maximum) 11.0 "greatest"

            let odd =
                judge Summary.Median (atLeast 0.0) [ "a", 7.0; "b", 1.0; "c", 3.0 ] [ "a"; "b"; "c" ]

            Expect.equal odd.Value.Value 3.0 "median of an odd number"
            Expect.equal (outcome Summary.Mean (atLeast 2.0) [ 0.0; 4.0 ]) met "judged by the mean"
            Expect.equal (outcome Summary.Minimum (atLeast 2.0) [ 0.0; 4.0 ]) unmet "judged by the least"
        }

        test "a level may be a multiple of another metric's mean" {
            let level = Level(0.5, [ "a"; "b" ], "m", "a.m")
            let bound = Bound.AtLeast level :> Bound
            let verdict = judge Summary.Each bound [ "a", 4.0; "b", 8.0; "c", 3.0 ] [ "c" ]
            Expect.equal verdict.Level.Value 3.0 "half of the mean of 4 and 8"
            Expect.equal verdict.Outcome met "3 is at least 3"
            Expect.equal (BoundText.Write bound) "≥ 0.5 × a.m" "as people write it"
        }

        test "a missing number leaves the verdict open and says which" {
            let noMember = judge Summary.Mean (atLeast 1.0) [ "a", 2.0 ] [ "a"; "b" ]
            Expect.equal noMember.Outcome VerdictOutcome.Unknown "one of two"
            Expect.equal noMember.Reason "b has no result" "the reason"

            let expectation =
                Expectation("a.other", [ "a" ], "other", Summary.Each, atLeast 1.0, "", SourceSpan.None)

            let known = Dictionary(dict [ "m", 2.0 ]) :> IReadOnlyDictionary<_, _>
            let noMetric = Verdicts.Judge([ expectation ], (fun _ -> known)) |> Seq.exactlyOne

            Expect.equal
                (noMetric.Outcome, noMetric.Reason)
                (VerdictOutcome.Unknown, "a gave no other")
                "no such metric"

            let level = Bound.AtMost(Level(1.0, [ "z" ], "m", "z.m"))
            let noLevel = judge Summary.Each level [ "a", 2.0 ] [ "a" ]

            Expect.equal
                (noLevel.Outcome, noLevel.Reason)
                (VerdictOutcome.Unknown, "z has no result")
                "nothing to compare with"

            Expect.equal (judge Summary.Each (atLeast 1.0) [] []).Outcome VerdictOutcome.Unknown "no members"
        }

        test "a member that said why it lacks a number is quoted" {
            let expectation =
                Expectation("a.other", [ "a" ], "other", Summary.Each, atLeast 1.0, "", SourceSpan.None)

            let known = Dictionary(dict [ "m", 2.0 ]) :> IReadOnlyDictionary<_, _>

            let why (named: string) (metric: string) : string | null =
                if named = "a" && metric = "other" then "it slept" else null

            let verdict =
                Verdicts.Judge([ expectation ], (fun _ -> known), why) |> Seq.exactlyOne

            Expect.equal verdict.Outcome VerdictOutcome.Unknown "still open"
            Expect.equal verdict.Reason "a gave no other: it slept" "the reason"
        }

        test "one member below the bound decides, whatever is missing" {
            let verdict = judge Summary.Each (atLeast 1.0) [ "a", 0.0 ] [ "a"; "b" ]
            Expect.equal verdict.Outcome unmet "b cannot help any more"
        }

        test "a NaN never meets a bound" {
            for over in Enum.GetValues<Summary>() do
                for bound in [ atLeast -1e300; atMost 1e300; near 0.0 1e300 ] do
                    Expect.equal (outcome over bound [ nan ]) unmet $"{over}, {bound} alone"
                    Expect.equal (outcome over bound [ 0.0; nan; 1.0 ]) unmet $"{over}, {bound} among others"
        }
    ]
