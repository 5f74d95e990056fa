module Spindle.Tests.EndToEnd.DiffTests

open System.Diagnostics
open System.IO
open System.Text.Json.Nodes
open Expecto

let private file = "experiment.yaml"

let private expectExit (code: int) (finished: Command.Finished) =
    Expect.equal finished.Exit code $"{finished.Out}{finished.Error}"

let private run (folder: Command.Folder) (text: string) =
    folder.Write(file, text)
    Command.run folder.Path [ "run"; file ] |> expectExit 0

let private diff (folder: Command.Folder) (words: string list) =
    Command.run folder.Path ("diff" :: words)

let private says (code: int) (lines: string list) (finished: Command.Finished) =
    expectExit code finished

    for line in lines do
        Expect.stringContains (finished.Out + finished.Error) line "what is told"

let private list (name: string) (json: JsonNode) = [ for item in (nonNull json[name]).AsArray() -> nonNull item ]

/// The same study with trials that are longer by one step: the metrics of `seen` are 201 instead of 200.
let private longer = ToyStudy.text.Replace("steps: 200", "steps: 201")

let private git (folder: Command.Folder) (words: string list) =
    let identity = [ "-c"; "user.name=test"; "-c"; "user.email=test@localhost"; "-C"; folder.Path ]
    let info = ProcessStartInfo("git", identity @ words)
    info.RedirectStandardOutput <- true
    use git = Process.Start info |> nonNull
    git.StandardOutput.ReadToEnd() |> ignore
    git.WaitForExit()
    Expect.equal git.ExitCode 0 (String.concat " " words)

[<Tests>]
let tests =
    testList "diff" [
        test "of two runs tells the numbers that differ, then why" {
            use folder = new Command.Folder()
            run folder ToyStudy.text
            run folder longer
            let finished = diff folder [ "latest~1"; "latest" ]

            finished
            |> says 1 [
                "seen.mean  200 → 201  (by 1e0, relative 4.975e-3)"
                "seen.spread  200 → 201"
                "6 metrics and 0 artifacts compared: 2 metrics and 0 artifacts differ"
                "walk.steps 200 → 201 in 1 step"
                "  changes  tasks/home/trials"
                "6 steps changed, 4 stayed"
            ]

            Expect.isFalse (finished.Out.Contains "state[seed=1].mean") "what is equal is not listed"

            let json = (diff folder [ "latest~1"; "latest"; "--json" ]).Json

            Expect.equal
                [
                    for change in list "metrics" json ->
                        string change["member"], string change["metric"], string change["before"]
                ]
                [ "seen", "mean", "200"; "seen", "spread", "200" ]
                "as data"
        }

        test "of two runs that agree within the tolerance is no difference" {
            use folder = new Command.Folder()
            run folder ToyStudy.text
            run folder longer

            diff folder [ "latest~1"; "latest"; "--relative"; "0.01" ]
            |> says 0 [ "equal within the tolerance" ]

            diff folder [ "latest~1"; "latest"; "--absolute"; "1" ]
            |> says 0 [ "equal within the tolerance" ]

            diff folder [ "latest~1"; "latest"; "--absolute"; "0.5" ]
            |> says 1 [ "2 metrics and 0 artifacts differ" ]

            diff folder [ "latest"; "latest" ] |> says 0 [ "0 steps changed, 10 stayed" ]

            diff folder [ "latest"; "latest"; "--relative"; "-1" ]
            |> says 2 [ "at least 0" ]
        }

        test "finds runs by name, by its beginning and by experiment" {
            use folder = new Command.Folder()
            run folder ToyStudy.text
            run folder longer
            folder.Write("other.yaml", ToyStudy.text.Replace("experiment: toys", "experiment: others"))
            Command.run folder.Path [ "run"; "other.yaml" ] |> expectExit 0

            let names =
                Directory.GetDirectories(folder.File ".spindle/runs")
                |> Array.map (Path.GetFileName >> string)
                |> Array.sort

            diff folder [ names[0]; names[1] ] |> says 1 [ "seen.mean" ]

            diff folder [ "20"; names[1] ]
            |> says 2 [ "error SPN7310: 3 runs begin with '20'" ]

            diff folder [ "1999"; names[1] ]
            |> says 2 [ "error SPN7310: no run of the store" ]

            diff folder [ "latest~1"; "latest" ]
            |> says 2 [ "several experiments (others, toys)"; "--experiment FILE" ]

            diff folder [ "latest~1"; "latest"; "--experiment"; file ]
            |> says 1 [ "seen.mean  200 → 201" ]

            diff folder [ "latest~2"; "latest"; "--experiment"; file ]
            |> says 2 [ "2 runs of the experiment 'toys'" ]

            diff folder [ file; file; "--experiment"; file ]
            |> says 2 [ "these are two experiments" ]

            Command.run (Path.GetTempPath()) [ "diff"; names[0]; names[2]; "--store"; folder.File ".spindle" ]
            |> says 0 [ "6 metrics" ]
        }

        test "of runs says what it cannot compare" {
            use folder = new Command.Folder()
            run folder ToyStudy.text
            folder.Write(file, ToyStudy.text.Replace("  seen:", "  look:"))
            Command.run folder.Path [ "run"; file; "--only"; "look" ] |> expectExit 0

            diff folder [ "latest~1"; "latest" ]
            |> says 1 [
                "look is not compared: only the second has it"
                "seen is not compared: only the first has it"
                "state[seed=1] is not compared: its result is not known in the second"
            ]

            let runs = Directory.GetDirectories(folder.File ".spindle/runs") |> Array.sort
            File.WriteAllText(Path.Combine(runs[0], "plan.json"), "{}")

            diff folder [ "latest~1"; "latest" ]
            |> says 1 [ "error SPN7311"; "does not say what it measured" ]
        }

        test "of runs that differ in the cells of a table tells the farthest of them" {
            use folder = new Command.Folder()
            folder.Write(file, Study.small.Replace("updates: 60", "updates: 20"))
            Command.run folder.Path [ "run"; file ] |> expectExit 0

            Command.run folder.Path [ "run"; file; "--set"; "trainings.brief.learning_rate=2e-3" ]
            |> expectExit 0

            let json = (diff folder [ "latest~1"; "latest"; "--json" ]).Json

            let tables =
                list "artifacts" json
                |> List.filter (fun change -> string change["type"] = "table")

            Expect.isNonEmpty tables "the table of the rate maps"

            for table in tables do
                let most = (nonNull table["difference"])["largest_absolute"] |> nonNull
                Expect.stringContains (string most["place"]) ", row " "column and row"

            let causes = list "causes" json

            Expect.equal
                [ for cause in causes -> string cause["before"], string cause["after"] ]
                [ "0.001", "0.002" ]
                "why"
        }

        test "of experiments compares results too where it is asked to" {
            use folder = new Command.Folder()
            run folder longer
            folder.Write("b.yaml", ToyStudy.text)

            diff folder [ file; "b.yaml"; "--results" ]
            |> says 0 [ "seen is not compared: its result is not known in the second" ]

            Command.run folder.Path [ "run"; "b.yaml" ] |> expectExit 0

            diff folder [ file; "b.yaml" ]
            |> says 0 [
                "`tasks.home.steps` 201 → 200; 8 steps change, 2 stay; 10 of the second are cached"
            ]

            diff folder [ file; "b.yaml"; "--results" ]
            |> says 1 [ "`tasks.home.steps` 201 → 200"; "seen.mean  201 → 200" ]

            diff folder [ file; "b.yaml"; "--results"; "--relative"; "0.1" ]
            |> says 0 [ "equal within the tolerance" ]
        }

        test "sums up in one line what one change costs" {
            use folder = new Command.Folder()
            run folder ToyStudy.text
            folder.Write("b.yaml", ToyStudy.text.Replace("1e-4", "3e-4"))
            let finished = diff folder [ file; "b.yaml" ]
            expectExit 0 finished

            Expect.isMatch
                (finished.Out.Split('\n')[0])
                "^`trainings\\.standard\\.learning_rate` 1e-4 → 3e-4; 6 steps change, 4 stay, about [0-9.]+ s; 4 of the second are cached$"
                "the summary"
        }

        test "with a git revision sees the data files of that time" {
            use folder = new Command.Folder()

            let text =
                ToyStudy.withBody
                    "seed: 7\nrecordings:\n  notes: { kind: diary, file: data/diary.txt }\nprobes:\n  seen: { kind: size, of: notes }\n"

            folder.Write(file, text)
            folder.Write("data/diary.txt", "dear diary")
            git folder [ "init"; "--quiet" ]
            git folder [ "add"; "--all" ]
            git folder [ "commit"; "--quiet"; "--message"; "first" ]

            diff folder [ "HEAD"; file ]
            |> says 0 [ "they mean the same; 0 steps change, 2 stay" ]

            folder.Write("data/diary.txt", "dear diary, today")

            diff folder [ "HEAD"; file ]
            |> says 0 [
                "`recordings.notes.file`: the content of data/diary.txt differs"
                "2 steps change, 0 stay"
            ]

            let files = list "files" (diff folder [ "HEAD"; file; "--json" ]).Json
            Expect.equal [ for file in files -> string file["file"] ] [ "data/diary.txt" ] "as data"

            diff folder [ "nowhere"; file ]
            |> says 1 [ "neither a file nor a git revision" ]
        }
    ]
