module Spindle.Tests.EndToEnd.LockFileTests

open System
open System.IO
open System.Text.Json.Nodes
open Expecto

let private file = "experiment.yaml"
let private lockFile = "experiment.lock.json"

let private expectExit (code: int) (finished: Command.Finished) =
    Expect.equal finished.Exit code $"{finished.Out}{finished.Error}"

/// A folder with a study that has run and is pinned.
let private pinned (text: string) =
    let folder = new Command.Folder()
    folder.Write(file, text)
    Command.run folder.Path [ "run"; file; "--lock" ] |> expectExit 0
    folder

let private frozen (folder: Command.Folder) more =
    Command.run folder.Path ([ "run"; file; "--frozen" ] @ more)

/// A frozen run that departs, as its message says.
let private departs (folder: Command.Folder) more (words: string list) =
    let finished = frozen folder more
    expectExit 1 finished

    for word in words do
        Expect.stringContains finished.Error word "what departs"

[<Tests>]
let tests =
    testList "a lock file" [
        test "pins every step, byte for byte the same in another folder and with another number of jobs" {
            use one = pinned ToyStudy.text
            use other = new Command.Folder()
            other.Write("study/experiment.yaml", ToyStudy.text)

            Command.run other.Path [
                "run"
                "study/experiment.yaml"
                "--lock"
                "--jobs"
                "1"
                "--store"
                "elsewhere"
            ]
            |> expectExit 0

            let text = File.ReadAllText(one.File lockFile)
            Expect.equal (File.ReadAllText(other.File "study/experiment.lock.json")) text "every byte"

            for word in [ one.Path; Environment.MachineName; "run\"" ] do
                Expect.isFalse (text.Contains word) $"no {word}"

            let plan = Command.run one.Path [ "plan"; file; "--json" ]
            let steps = (nonNull plan.Json["steps"]).AsArray()

            Expect.equal
                (text.Split '\n' |> Seq.filter _.StartsWith("{\"id\":") |> Seq.length)
                steps.Count
                "one line a step"
        }

        test "lets the same study pass, from the store, computed anew, and written in F#" {
            use folder = pinned ToyStudy.text
            frozen folder [] |> expectExit 0
            frozen folder [ "--store"; "fresh" ] |> expectExit 0

            Command.run folder.Path [ "convert"; file; "-o"; "experiment.fsx" ]
            |> expectExit 0

            Command.run folder.Path [ "run"; "experiment.fsx"; "--frozen" ] |> expectExit 0
        }

        test "stops a study that computes something else before anything runs, and says what differs" {
            use folder = pinned ToyStudy.text
            folder.Write(file, ToyStudy.text.Replace("1e-4", "3e-4"))

            departs folder [] [
                "error SPN7305: the step models/fly[seed=1]/train/0-50"
                "learning_rate 0.0001 → 0.0003"
                "3 more steps depart"
            ]

            Expect.equal (Directory.GetDirectories(folder.File ".spindle/runs")).Length 1 "nothing ran"

            departs folder [ "--store"; "fresh" ] [ "the store does not have the text of the pinned key" ]
            let json = (frozen folder [ "--json" ]).Json
            let first = (nonNull json["departures"]).AsArray()[0] |> nonNull
            Expect.equal (string first["step"]) "models/fly[seed=1]/train/0-50" "the first step"
            Expect.equal (string first["what"]) "key" "its key"
        }

        test "names a step that is new and one that is gone" {
            use folder = pinned ToyStudy.text
            folder.Write(file, ToyStudy.text.Replace("seeds: [1, 2]", "seeds: [1, 2, 3]"))
            departs folder [] [ "error SPN7304: the step models/fly[seed=3]/initial is not in the lock file" ]
            folder.Write(file, ToyStudy.text.Replace("  seen: { kind: size, of: home }\n", ""))

            departs folder [] [
                "error SPN7304: the lock file has the step probes/seen, and the plan has not"
            ]
        }

        test "finds another result, computed or taken from the store" {
            use folder = pinned ToyStudy.weather
            frozen folder [] |> expectExit 0

            for _ in 1..2 do
                departs folder [ "--store"; "fresh" ] [
                    "error SPN7306: the result of the step tasks/sky/days is not the one"
                    "  data: "
                    "  rain: "
                    "'spindle verify'"
                ]
        }

        test "tells an environment that differs as the likely cause" {
            use folder = pinned ToyStudy.weather
            let json = JsonNode.Parse(File.ReadAllText(folder.File lockFile)) |> nonNull
            (nonNull json["environment"])["runtime"] <- JsonArray(JsonValue.Create ".NET 9.9.9")
            folder.Write(lockFile, json.ToJsonString())
            frozen folder [] |> expectExit 0

            departs folder [ "--store"; "fresh" ] [
                "likely cause: the environment differs: runtime .NET 9.9.9 → .NET 10"
            ]
        }

        test "that is absent, damaged or of another format is told as what it is" {
            use folder = pinned ToyStudy.text
            let text = File.ReadAllText(folder.File lockFile)

            for damage in
                [
                    text[.. text.Length / 2]
                    ""
                    "[]"
                    text.Replace("\"key\":\"", "\"key\":\"x")
                    "<<<<<<< HEAD\n" + text
                ] do
                folder.Write(lockFile, damage)
                departs folder [] [ "error SPN7302" ]

            folder.Write(lockFile, text.Replace("\"format\":1", "\"format\":2"))
            departs folder [] [ "error SPN7303"; "format 2" ]
            File.Delete(folder.File lockFile)
            departs folder [] [ "error SPN7301: there is no lock file"; "--lock' writes it" ]
        }

        test "is not written where a step has no result, and one that is there stays" {
            use folder = pinned ToyStudy.text
            let text = File.ReadAllText(folder.File lockFile)
            folder.Write("diary.txt", "dear diary")

            let withFile =
                ToyStudy.text.Replace(
                    "probes:",
                    "recordings:\n  notes: { kind: broken_diary, file: diary.txt }\nprobes:"
                )

            folder.Write(file, withFile)
            let finished = Command.run folder.Path [ "run"; file; "--lock" ]
            expectExit 3 finished
            Expect.stringContains finished.Error "error SPN7307: the step recordings/notes has no result" "the message"
            Expect.equal (File.ReadAllText(folder.File lockFile)) text "the lock file"
        }

        test "is written by a whole run only" {
            use folder = new Command.Folder()
            folder.Write(file, ToyStudy.text)

            for words in [ [ "--only"; "seen" ]; [ "--frozen" ]; [ "--dry-run" ] ] do
                Command.run folder.Path ([ "run"; file; "--lock" ] @ words) |> expectExit 2

            Expect.equal (Directory.GetFileSystemEntries folder.Path).Length 1 "the experiment only"
        }
    ]
