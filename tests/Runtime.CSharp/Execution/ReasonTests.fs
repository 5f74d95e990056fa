module Spindle.Tests.Execution.ReasonTests

open System
open System.Collections.Generic
open System.IO
open System.Text.Json.Nodes
open Expecto
open Spindle.Catalog
open Spindle.Cli.Progress
open Spindle.Contracts
open Spindle.Execution
open Spindle.Execution.Reasons
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Execution.ToyRun

/// A run with its record, as the command keeps it.
let private recorded (workshop: Workshop) (steps: Step list) (only: string list) (numerics: Numerics) =
    let folder = RunFolder.Create(workshop.Store, TimeProvider.System)

    let only: IReadOnlySet<string> | null = if only.IsEmpty then null else HashSet only

    use record = folder.Begin("toys", JsonObject(), TimeProvider.System)

    let options =
        RunOptions(Run = folder.Name, Failures = FailureFiles folder, Numerics = numerics, Only = only)

    let summary = workshop.Run(steps, options, RunRecording(record, plan steps))

    workshop.Store.Flush()
    record.End RunState.Finished
    folder.Name, summary

let private explained (workshop: Workshop) (steps: Step list) (numerics: Numerics) =
    let plan = plan steps
    let statuses = PlanStatus.Of(plan, workshop.Store, numerics)
    StepExplanation(plan, statuses, workshop.Store, StepExplanation.ManyRuns)

let private words = ReasonWords catalog.Value

let private changesOf (reason: StepReason) =
    match reason with
    | :? StepReason.Changed as changed -> [ for change in changed.Changes -> change.Cause, change.Label ]
    | other -> failtest $"{other}"

let private entryFile (workshop: Workshop) (key: StepKey) =
    Path.Combine(workshop.Root, "steps", key.Digest.Hex[..1], key.Digest.Hex + ".json")

let private keyOf (summary: RunSummary) id =
    (summary.Steps |> Seq.find (fun step -> step.Step = id)).Key |> nonNull

let private ofClass (isa: string) =
    let device = JsonObject()
    device["isa"] <- JsonValue.Create isa
    Numerics device

/// Names that paths are easily confused by.
let private names = [| "a"; "b"; "a.b"; "a[0]"; ""; "[\"a\"]"; "0"; "é"; "a\"" |]

let rec private json (random: Random) depth : JsonNode | null =
    match random.Next(if depth = 0 then 4 else 6) with
    | 0 -> null
    | 1 -> JsonValue.Create(random.Next 3)
    | 2 -> JsonValue.Create(names[random.Next names.Length])
    | 3 -> JsonValue.Create(random.Next 2 = 0)
    | 4 -> JsonArray [| for _ in 1 .. random.Next 3 -> json random (depth - 1) |]
    | _ ->
        let map = JsonObject()

        for _ in 1 .. random.Next 4 do
            map[names[random.Next names.Length]] <- json random (depth - 1)

        map

[<Tests>]
let tests =
    testList "reasons of steps" [
        test "no two different key texts give an empty difference or empty words" {
            let some = step "s" "number/sum" [] []
            let texts = [ for seed in 1..400 -> CanonicalJson.Write(json (Random seed) 3) ]

            for first in texts do
                for second in texts do
                    let changes = KeyDifference.Between(first, second)
                    Expect.equal (changes.Count = 0) (first = second) $"{first} and {second}"

                    if changes.Count > 0 then
                        Expect.isNotEmpty (words.Short(some, changes)) "words"
        }

        test "a path names one place only, and splits into its names again" {
            for one in names do
                for other in names do
                    let path = KeyPath.Member(KeyPath.Item(KeyPath.Member("", one), 3), other)
                    Expect.equal (KeyPath.Split path) [| one; "[3]"; other |] path
        }

        test "a step that never ran is compared with the nearest result of its operation" {
            use workshop = new Workshop()
            let explanation = explained workshop [ constant "one" 1.0 ] Numerics.Shared

            match explanation.Of "one" with
            | :? StepReason.First as first -> Expect.isNull first.Nearest "nothing like it"
            | other -> failtest $"{other}"

            recorded workshop [ constant "one" 1.0; constant "two" 2.0 ] [] Numerics.Shared
            |> ignore

            match (explained workshop [ constant "three" 3.0 ] Numerics.Shared).Of "three" with
            | :? StepReason.First as first ->
                Expect.isNotNull first.Nearest "one of them"
                Expect.equal [ for change in first.Changes -> change.Label ] [ "value" ] "what differs"
            | other -> failtest $"{other}"
        }

        test "a changed parameter, version and input are told apart" {
            use workshop = new Workshop()
            let steps value = [ constant "one" value; next "two" "one" ]
            let run, _ = recorded workshop (steps 1.0) [] Numerics.Shared

            let explanation = explained workshop (steps 5.0) Numerics.Shared
            Expect.equal (changesOf (explanation.Of "one")) [ ChangeCause.Parameter, "value" ] "a parameter"

            match explanation.Of "two" with
            | :? StepReason.Waits as waits -> Expect.sequenceEqual waits.Steps [ "one" ] "waits"
            | other -> failtest $"{other}"

            let one = (steps 1.0).Head

            let newer =
                Step(one.Id, one.Operation, 2, one.Parameters, one.Inputs, one.Outputs, one.Resources)

            Expect.equal
                (changesOf ((explained workshop [ newer ] Numerics.Shared).Of "one"))
                [ ChangeCause.Version, "version" ]
                "a version"

            recorded workshop (steps 5.0) [ "one" ] Numerics.Shared |> ignore
            let explanation = explained workshop (steps 5.0) Numerics.Shared

            match explanation.Of "two" with
            | :? StepReason.Changed as changed ->
                Expect.equal changed.Run run "compared with the run that had it"
                let change = Seq.exactlyOne changed.Changes
                Expect.equal change.Cause ChangeCause.Input "an input"
                Expect.notEqual change.Before change.After "from what to what"
                let root = Seq.exactlyOne (explanation.RootsOf("two", changed))
                Expect.equal (root.Step, root.Distance) ("one", 1) "by which step"
                Expect.equal (words.Short((steps 5.0).Head, root.Changes)) "value 1 → 5" "and why that one"
            | other -> failtest $"{other}"
        }

        test "a changed input is followed to the end of a long chain" {
            use workshop = new Workshop()
            let length = 1500

            let chain value = [
                constant "0" value
                for place in 1..length do
                    next $"{place}" $"{place - 1}"
            ]

            recorded workshop (chain 1.0) [] Numerics.Shared |> ignore
            recorded workshop (chain 2.0) [ $"{length - 1}" ] Numerics.Shared |> ignore
            let explanation = explained workshop (chain 2.0) Numerics.Shared

            match explanation.Of $"{length}" with
            | :? StepReason.Changed as changed ->
                let root = Seq.exactlyOne (explanation.RootsOf($"{length}", changed))
                Expect.equal (root.Step, root.Distance) ("0", length) "the root"
            | other -> failtest $"{other}"
        }

        test "a lost entry, a lost artifact and a damaged entry are told apart" {
            use workshop = new Workshop()
            let steps = [ constant "one" 1.0; step "bulky" "number/bulky" [ "value", number 1.0 ] [] ]
            let _, summary = recorded workshop steps [] Numerics.Shared

            let said id =
                match (explained workshop steps Numerics.Shared).Of id with
                | :? StepReason.Lost as lost -> lost.What
                | other -> failtest $"{other}"

            for blob in Directory.GetFiles(Path.Combine(workshop.Root, "blobs"), "*", SearchOption.AllDirectories) do
                File.Delete blob

            Expect.equal (said "bulky") "its artifact 'out' is gone from the store" "a blob"
            let file = entryFile workshop (keyOf summary "one")
            let bytes = File.ReadAllBytes file
            bytes[bytes.Length / 2] <- bytes[bytes.Length / 2] ^^^ 1uy
            File.WriteAllBytes(file, bytes)
            Expect.equal (said "one") "its result was damaged and set aside" "a flipped bit"
            Directory.Delete(Path.Combine(workshop.Root, "quarantine"), true)
            Expect.equal (said "one") "its result is gone from the store" "gone"
        }

        test "an earlier failure is told with its code and file, and changes after a loss as what they are" {
            use workshop = new Workshop()
            let bad = [ step "bad" "number/fail" [] [] ]
            let run, _ = recorded workshop bad [] Numerics.Shared

            Expect.equal
                ((explained workshop bad Numerics.Shared).Of "bad")
                (StepReason.Failed(run, "error SPN8001: the numbers do not add up", "failures/001-bad.txt"))
                "failed"

            let _, summary = recorded workshop [ constant "one" 1.0 ] [] Numerics.Shared
            File.Delete(entryFile workshop (keyOf summary "one"))

            match (explained workshop [ constant "one" 2.0 ] Numerics.Shared).Of "one" with
            | :? StepReason.Forgotten -> ()
            | other -> failtest $"{other}"
        }

        test "other numerics are told, and results of another class neither used nor overwritten" {
            use workshop = new Workshop()
            let steps = [ step "tensors" "worker/next" [] [ "in", "one" ]; constant "apart" 3.0 ]
            let steps = constant "one" 1.0 :: steps
            let _, first = recorded workshop steps [] (ofClass "avx2")
            Expect.equal (counts first) (3, 0, 0, 0) "executed"

            let explanation = explained workshop steps (ofClass "avx512")

            Expect.equal
                (words.Short(steps[1], explanation.Of "tensors"))
                "numerics.isa avx2 → avx512"
                "what computes with tensors"

            Expect.isTrue (explanation.Of "apart" :? StepReason.Known) "what does not is shared"
            let _, second = recorded workshop steps [] (ofClass "avx512")
            Expect.equal (counts second) (1, 2, 0, 0) "executed anew"
            Expect.equal (counts (snd (recorded workshop steps [] (ofClass "avx2")))) (0, 3, 0, 0) "the first stands"
            Expect.equal (counts (snd (recorded workshop steps [] Numerics.Shared))) (1, 2, 0, 0) "shared has its own"
        }

        test "a worker tells the class of device" {
            use workshop = new Workshop()

            let numerics =
                NumericsQuestion.AskAsync(workshop.WorkerCommand, workshop.Store, "cpu").GetAwaiter().GetResult()

            Expect.equal
                (CanonicalJson.Write numerics.Class)
                """{"device":"cpu","isa":"abacus"}"""
                "as its library says"

            let nowhere = WorkerCommand("/bin/false", [])

            Expect.throwsC
                (fun () ->
                    NumericsQuestion.AskAsync(nowhere, workshop.Store, "cpu").GetAwaiter().GetResult()
                    |> ignore)
                (fun problem -> Expect.equal (problem :?> SpindleException).Code DiagnosticCodes.NoNumerics "coded")
        }

        test "a version is told with the dated reasons of its kind, all that lie between" {
            let some = step "s" "trouble/make" [] []

            Expect.equal
                (words.Change(some, KeyChange("version", "2", "3")))
                "version of trouble 2 → 3 (2026-11-24: numbers are in metres)"
                "one"

            Expect.equal
                (words.Change(some, KeyChange("version", "1", "3")))
                "version of trouble 1 → 3 (2026-11-20: the first kind of trouble was too mild; 2026-11-24: numbers are in metres)"
                "two"

            let used = JsonObject()
            used["kind"] <- JsonValue.Create "trouble"
            let using = step "s" "number/sum" [ "task", used ] []

            Expect.equal
                (words.Change(using, KeyChange("parameters.task.version", "2", "3")))
                "version of trouble 2 → 3 (2026-11-24: numbers are in metres)"
                "of a kind among the parameters"
        }
    ]
