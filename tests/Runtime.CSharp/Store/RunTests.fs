module Spindle.Tests.Store.RunTests

open System
open System.IO
open System.Text.Json.Nodes
open System.Threading
open Expecto
open Spindle.Contracts
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Store.Storeroom

/// A clock that stands still until it is set.
type Clock(now: DateTimeOffset) =
    inherit TimeProvider()
    member val Now = now with get, set
    override clock.GetUtcNow() = clock.Now

let private noon = DateTimeOffset(2026, 11, 23, 12, 0, 0, 250, TimeSpan.Zero)

let private steps = [
    RunStep("tasks/a", "toy/make", Nullable(Digest.Of "1"), StepOutcome.Executed, 2.0)
    RunStep("tasks/b", "toy/make", Nullable(Digest.Of "2"), StepOutcome.Executed, 4.0)
    RunStep("probes/c", "toy/look", Nullable(Digest.Of "3"), StepOutcome.Cached, 0.0)
    RunStep("probes/d", "toy/look", Nullable(Digest.Of "4"), StepOutcome.Failed, 0.5)
    RunStep("probes/e", "toy/look", Nullable(), StepOutcome.Skipped, 0.0)
]

let private happened () =
    let json = JsonObject()
    json["event"] <- JsonValue.Create "step_finished"
    json

/// Writes a run of some steps; one that does not end is left as a killed process leaves it.
let private run (store: ContentStore) (clock: TimeProvider) experiment (steps: RunStep list) ending =
    let folder = RunFolder.Create(store, clock)
    use record = folder.Begin(experiment, JsonObject(), clock)

    for step in steps do
        record.Record(step, happened ())

    if ending then
        record.End RunState.Finished

    folder

[<Tests>]
let tests =
    testList "run records" [
        test "a run is named by its second and the part of it, and names sort by time" {
            use room = new Storeroom()
            let clock = Clock noon

            let names = [
                for milliseconds in [ 0.0; 1.0; 0.0; 800.0 ] do
                    clock.Now <- clock.Now.AddMilliseconds milliseconds
                    RunFolder.Create(room.Store, clock).Name
            ]

            Expect.equal names.Head "2026-11-23T12-00-00Z-4000" "a quarter of a second is 0x4000"
            Expect.equal (List.sort names) names "in order"
            Expect.equal (List.distinct names) names "two of one moment differ"
            Expect.equal [ for run in RunFolder.List room.Store -> run.Name ] (List.rev names) "the latest first"
        }

        test "every step of a run reads back with its key, outcome and seconds" {
            use room = new Storeroom()
            let folder = run room.Store (Clock noon) "ring" steps true
            Expect.equal (List.ofSeq (folder.ReadSteps())) steps "as recorded"
            let header = nonNull (folder.ReadHeader())
            Expect.equal header.Experiment "ring" "its experiment"
            Expect.equal header.State RunState.Finished "its end"
            Expect.equal (header.Started, header.Ended) (noon, Nullable noon) "its times"
            Expect.equal header.Steps[StepOutcome.Executed] 2 "how many executed"
            Expect.equal header.Operations["toy/make"] (OperationTime(2, 6.0)) "and for how long"
        }

        test "a run that is killed is known as far as it came" {
            use room = new Storeroom()
            let folder = run room.Store (Clock noon) "ring" steps false
            Expect.equal (List.ofSeq (folder.ReadSteps())) steps "from its events"
            Expect.equal (nonNull (folder.ReadHeader())).State RunState.Running "while its process lives"
            let events = folder.File "events.jsonl"
            File.WriteAllBytes(events, (File.ReadAllBytes events)[.. int (FileInfo(events).Length) - 20])
            Expect.equal (List.ofSeq (folder.ReadSteps())) steps[..3] "without the line that it was writing"
        }

        test "the last word on a step counts" {
            use room = new Storeroom()

            let again =
                RunStep("tasks/a", "toy/make", Nullable(Digest.Of "1"), StepOutcome.Executed, 3.0)

            for ending in [ true; false ] do
                let folder = run room.Store (Clock noon) "ring" (steps @ [ again ]) ending

                Expect.equal
                    (folder.ReadSteps()
                     |> Seq.filter (fun step -> step.Step = "tasks/a")
                     |> List.ofSeq)
                    [ again ]
                    "once, the later"
        }

        test "the latest run of an experiment is found among those of others" {
            use room = new Storeroom()
            let clock = Clock noon

            let names = [
                for experiment in [ "ring"; "odr"; "ring"; "odr"; "odr" ] do
                    clock.Now <- clock.Now.AddMinutes 1.0
                    (run room.Store clock experiment steps true).Name
            ]

            Expect.equal (nonNull (RunFolder.Latest(room.Store, "ring"))).Name names[2] "the latest"
            Expect.isNull (RunFolder.Latest(room.Store, "none")) "none"
        }

        test "any flipped byte of a record is noticed, and its events still tell of the steps" {
            use room = new Storeroom()
            let folder = run room.Store (Clock noon) "ring" steps true

            for name in [ "run.json"; "timings.json" ] do
                let content = File.ReadAllBytes(folder.File name)
                content[content.Length / 2] <- content[content.Length / 2] ^^^ 1uy
                File.WriteAllBytes(folder.File name, content)

            Expect.equal (List.ofSeq (folder.ReadSteps())) steps "from the events"
            Expect.isNull (folder.ReadHeader()) "not used"
            Expect.equal room.Told [ DiagnosticCodes.RunDamaged; DiagnosticCodes.RunDamaged ] "told"
            Expect.hasLength (room.Files "quarantine") 2 "set aside"
        }

        for name, change in
            [
                "cut at the end of a line", (fun (lines: string list) -> String.Join("\n", lines[..1]) + "\n")
                "emptied", (fun _ -> "")
                "with a changed line",
                (fun lines -> (String.Join("\n", lines) + "\n").Replace("\"seconds\":2", "\"seconds\":9"))
            ] do
            test $"events of a finished run that are {name} are told and set aside, and the good lines stay" {
                use room = new Storeroom()
                let folder = run room.Store (Clock noon) "ring" steps true
                let events = folder.File "events.jsonl"
                let lines = File.ReadAllLines events |> List.ofArray
                File.WriteAllText(events, change lines)
                let found = StoreVerification.Of(room.Store, CancellationToken.None)
                Expect.equal (List.ofSeq found.DamagedRuns) [ $"{folder.Name}/events.jsonl" ] "noticed"
                Expect.equal room.Told [ DiagnosticCodes.RunDamaged ] "told"
                Expect.hasLength (room.Files "quarantine") 1 "set aside"
                Expect.all (File.ReadAllLines events) (fun line -> List.contains line lines) "the good lines"
                Expect.isTrue (StoreVerification.Of(room.Store, CancellationToken.None)).IsSound "sound from then on"
            }

        for name, put in
            [
                "a folder", (fun (path: string) -> Directory.CreateDirectory path |> ignore)
                "a link to nowhere", (fun path -> File.CreateSymbolicLink(path, "/nowhere") |> ignore)
            ] do
            test $"{name} where a file of a record belongs is told and set aside" {
                use room = new Storeroom()
                let folder = run room.Store (Clock noon) "ring" steps true
                File.Delete(folder.File "timings.json")
                put (folder.File "timings.json")
                Expect.equal (List.ofSeq (folder.ReadSteps())) steps "from the events"
                Expect.equal room.Told [ DiagnosticCodes.RunDamaged ] "told"
                Expect.isTrue (StoreVerification.Of(room.Store, CancellationToken.None)).IsSound "set aside"
            }

        test "times are the means of what executed" {
            use room = new Storeroom()
            let clock = Clock noon
            run room.Store clock "ring" steps true |> ignore
            clock.Now <- clock.Now.AddMinutes 1.0

            let later =
                RunStep("tasks/a", "toy/make", Nullable(Digest.Of "1"), StepOutcome.Executed, 9.0)

            run room.Store clock "ring" [ later ] true |> ignore
            let times = StepTimes.Read room.Store
            Expect.equal (times.Of "toy/make") (Nullable 5.0) "(2 + 4 + 9) / 3"
            Expect.equal (times.Of(Digest.Of "1")) (Nullable 5.5) "(2 + 9) / 2"
            Expect.equal (times.Of "toy/look") (Nullable()) "failed and cached do not count"
            Expect.equal (times.Of(Digest.Of "4")) (Nullable()) "nor as steps"
        }

        test "other files of a record read back, and an event may have any members" {
            use room = new Storeroom()
            let folder = RunFolder.Create(room.Store, Clock noon)
            let json = JsonObject()
            json["at"] <- JsonValue.Create "noon"
            json["Zoë"] <- JsonValue.Create 1.5
            folder.WriteJson("plan.json", json)
            let back = nonNull (folder.ReadJson "plan.json")
            Expect.equal (nonNull(back["Zoë"]).GetValue<float>()) 1.5 "as written"
            Expect.isNull (folder.ReadJson "environment.json") "null where there is none"
            use record = folder.Begin("ring", JsonObject(), Clock noon)
            record.Append json
            Expect.stringContains (File.ReadAllText(folder.File "events.jsonl")) "\"at\":\"noon\"" "a line of JSON"
        }
    ]
