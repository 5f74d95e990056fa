module Spindle.Tests.Pins.PinnedResultsTests

open System
open System.Collections.Generic
open Expecto
open FsCheck
open Spindle.Contracts
open Spindle.Pins
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Execution.ToyRun

let private digest (text: string) = Digest.Of text

let private pinned (steps: (string * string) list) =
    PinnedResults(
        "toys",
        dict [ "cpu", [| "one"; "two" |] :> IReadOnlyList<string> ] |> Dictionary,
        [|
            for id, output in steps ->
                PinnedStep(id, digest id, dict [ "out", digest output; "more", digest "more" ] |> Dictionary)
        |]
    )

let private plain (results: PinnedResults) =
    results.Experiment,
    [ for fact in results.Environment -> fact.Key, List.ofSeq fact.Value ],
    [
        for step in results.Steps ->
            step.Id, step.Key, [ for output in step.Outputs |> Seq.sortBy _.Key -> output.Key, output.Value ]
    ]

let private refused (text: string) =
    try
        PinnedResultsJson.Read text |> ignore
        "read"
    with :? SpindleException as problem ->
        problem.Code

/// The results of some steps as `PinCheck` takes them.
let private results (summary: Spindle.Execution.RunSummary) =
    summary.Steps |> Seq.map (fun step -> struct (step.Step, step.Entry))

let private pinsOf steps (summary: Spindle.Execution.RunSummary) =
    PinnedResults.Of(plan steps, fun id -> (summary.Steps |> Seq.find (fun step -> step.Step = id)).Entry)
    |> nonNull

[<Tests>]
let tests =
    testList "pinned results" [
        test "read back as they were written, whatever the steps are called" {
            let names = [ "tasks/home"; "models/fly[seed=1]/train"; "figures/\"quoted\" ü\n" ]
            let results = pinned [ for name in names -> name, name ]
            let text = PinnedResultsJson.Write results
            Expect.equal (plain (PinnedResultsJson.Read text)) (plain results) "every value"
            Expect.equal (PinnedResultsJson.Write(PinnedResultsJson.Read text)) text "every byte"
        }

        test "stand one step a line, so that one that changes is one line of a diff" {
            let write last =
                (PinnedResultsJson.Write(pinned [ "a", "1"; "b", last; "c", "3" ])).Split '\n'

            let one, other = write "2", write "9"
            Expect.equal one.Length other.Length "as many lines"
            Expect.equal (Seq.zip one other |> Seq.filter (fun (a, b) -> a <> b) |> Seq.length) 1 "one line"
        }

        test "of no step, and of no environment, have a text too" {
            let none = PinnedResults("toys", Dictionary(), [||])
            Expect.equal (plain (PinnedResultsJson.Read(PinnedResultsJson.Write none))) (plain none) "nothing"
        }

        testProperty "no damage of a byte crashes the reader" (fun (NonNegativeInt at) (damage: byte) ->
            let bytes =
                Text.Encoding.UTF8.GetBytes(PinnedResultsJson.Write(pinned [ "a", "1"; "b", "2" ]))

            bytes[at % bytes.Length] <- damage
            let code = refused (Text.Encoding.UTF8.GetString bytes)

            [ "read"; DiagnosticCodes.LockDamaged; DiagnosticCodes.LockOfAnotherFormat ]
            |> List.contains code)

        test "of which two are called the same are refused" {
            Expect.equal
                (refused (PinnedResultsJson.Write(pinned [ "a", "1"; "a", "2" ])))
                DiagnosticCodes.LockDamaged
                "twice"
        }

        test "are there only where every step has one" {
            let steps = [ constant "a" 1.0; step "b" "number/fail" [] []; next "c" "a" ]
            use workshop = new Workshop()
            let summary = workshop.Run steps

            let entry id =
                (summary.Steps |> Seq.find (fun step -> step.Step = id)).Entry

            Expect.isNull (box (PinnedResults.Of(plan steps, entry))) "b failed"
        }

        test "name the first step that departs in the plan's order, and only those that do" {
            let steps = [ constant "a" 1.0; constant "b" 2.0; sum "c" "a" "b"; next "d" "c" ]
            use workshop = new Workshop()
            let pins = pinsOf steps (workshop.Run steps)
            Expect.isEmpty (PinCheck.OfPlan(plan steps, null, pins, workshop.Store)) "as it is"
            let changed = [ constant "a" 1.0; constant "b" 3.0; sum "c" "a" "b"; next "d" "c" ]

            match PinCheck.OfPlan(plan changed, null, pins, workshop.Store) |> List.ofSeq with
            | [ :? Departure.OfKey as key ] ->
                Expect.equal key.Step "b" "what follows it is judged by the pinned inputs"

                Expect.equal
                    [
                        for change in nonNull key.Changes -> change.Path, change.Before, change.After
                    ]
                    [ "parameters.value", "2", "3" ]
                    "what changed"
            | other -> failwith $"{other}"

            let summary = workshop.Run changed

            Expect.equal
                [
                    for departure in PinCheck.OfResults(results summary, pins, workshop.Store) -> departure.Step
                ]
                [ "b"; "c"; "d" ]
                "the results"
        }

        test "depart where the store holds something else under the same key" {
            let steps = [ constant "a" 1.0; next "b" "a" ]
            use workshop = new Workshop()
            let pins = pinsOf steps (workshop.Run steps)

            let wrong =
                PinnedResults(
                    pins.Experiment,
                    pins.Environment,
                    [|
                        for step in pins.Steps ->
                            if step.Id = "a" then
                                PinnedStep(step.Id, step.Key, dict [ "out", digest "else" ] |> Dictionary)
                            else
                                step
                    |]
                )

            match
                PinCheck.OfResults(results (workshop.Run steps), wrong, workshop.Store)
                |> List.ofSeq
            with
            | [ :? Departure.OfOutputs as outputs ] ->
                Expect.equal outputs.Step "a" "the step"
                Expect.equal [ for output in outputs.Outputs -> output.Name ] [ "out" ] "its output"
                Expect.isEmpty outputs.Environment "the environment is the pinned one"
            | other -> failwith $"{other}"
        }

        test "of steps that were not asked for do not count" {
            let steps = [ constant "a" 1.0; constant "b" 2.0 ]
            use workshop = new Workshop()
            let pins = pinsOf steps (workshop.Run steps)
            let changed = plan [ constant "a" 1.0; constant "b" 3.0 ]
            Expect.isEmpty (PinCheck.OfPlan(changed, HashSet [ "a" ], pins, workshop.Store)) "only a"
            Expect.equal (PinCheck.OfPlan(changed, null, pins, workshop.Store)).Count 1 "both"
        }
    ]
