module Spindle.Tests.EndToEnd.CachingTests

open System.IO
open System.Text.Json.Nodes
open Expecto

let private number (name: string) (json: JsonObject) = (nonNull json[name]).GetValue<int>()

/// Runs an experiment and gives back the JSON summary.
let private summary (folder: Command.Folder) (file: string) (more: string list) =
    let finished = Command.run folder.Path ([ "run"; file; "--json" ] @ more)
    Expect.equal finished.Exit 0 finished.Error
    finished.Json

/// Steps that ran in the last run, by id.
let private executed (folder: Command.Folder) (file: string) =
    let finished = Command.run folder.Path [ "run"; file; "--log"; "json"; "--json" ]
    Expect.equal finished.Exit 0 finished.Error

    finished.Error.Split('\n')
    |> Seq.filter (fun line -> line.StartsWith '{')
    |> Seq.map (fun line -> (JsonNode.Parse line |> nonNull).AsObject())
    |> Seq.filter (fun event -> string event["event"] = "step_finished" && string event["outcome"] = "executed")
    |> Seq.map (fun event -> string event["step"])
    |> List.ofSeq

let private isScience (step: string) = not (step.StartsWith "figures/")

[<Tests>]
let tests =
    Command.inTurn
    <| testList "a study that has run" [
        test "executes only what a change asks for" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", Study.text)
            let first = summary folder "experiment.yaml" []
            Expect.isGreaterThan (number "executed" first) 10 "the first run computes"
            Expect.equal (number "failed" first) 0 "nothing fails"
            Expect.isTrue (File.Exists(string first["report"])) "there is a report"

            let again = summary folder "experiment.yaml" []
            Expect.equal (number "executed" again) 0 "the same file again"

            folder.Write("experiment.yaml", Study.reordered)

            Expect.equal
                (number "executed" (summary folder "experiment.yaml" []))
                0
                "keys reordered, comments added, defaults written out"

            folder.Write("experiment.yaml", Study.text.Replace("tuning:", "maps:"))
            Expect.isEmpty (executed folder "experiment.yaml" |> List.filter isScience) "a probe renamed"

            let finer =
                Study.text.Replace("kind: rate_maps, of: fly", "kind: rate_maps, of: fly, heading_bins_per_radian: 5")

            folder.Write("experiment.yaml", finer)
            let steps = executed folder "experiment.yaml" |> List.filter isScience
            Expect.isNonEmpty steps "the probe itself"
            Expect.all steps _.StartsWith("probes/tuning") "the probe's bins changed: nothing but that probe"

            folder.Write("experiment.yaml", Study.text.Replace("updates: 60", "updates: 80"))
            let steps = executed folder "experiment.yaml" |> List.filter _.Contains("/train/")

            Expect.equal
                (List.sort steps)
                [ "models/fly[seed=1]/train/60-80"; "models/fly[seed=2]/train/60-80" ]
                "more updates: only the new segments"
        }

        test "executes nothing when it is written in F# instead" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", Study.text)
            summary folder "experiment.yaml" [] |> ignore

            let converted =
                Command.run folder.Path [ "convert"; "experiment.yaml"; "-o"; "experiment.fsx" ]

            Expect.equal converted.Exit 0 converted.Error
            Expect.equal (number "executed" (summary folder "experiment.fsx" [])) 0 "the same study in F#"
        }

        test "gives the same bytes with one job and with two" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", Study.text)
            summary folder "experiment.yaml" [ "--store"; "one"; "--jobs"; "1" ] |> ignore
            summary folder "experiment.yaml" [ "--store"; "two"; "--jobs"; "2" ] |> ignore
            Expect.equal (Command.digests (folder.File "two")) (Command.digests (folder.File "one")) "every artifact"
        }

        test "goes on after it was killed, and ends with the same bytes" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", Study.text)
            summary folder "experiment.yaml" [ "--store"; "undisturbed" ] |> ignore

            let segments () =
                if Directory.Exists(folder.File "killed/steps") then
                    Command.digests (folder.File "killed") |> Map.count
                else
                    0

            for wanted in [ 1; 6; 12 ] do
                use running =
                    Command.start folder.Path [ "run"; "experiment.yaml"; "--store"; "killed" ]

                running.ErrorDataReceived.Add ignore
                running.OutputDataReceived.Add ignore
                running.BeginErrorReadLine()
                running.BeginOutputReadLine()

                while not running.HasExited && segments () < wanted do
                    System.Threading.Thread.Sleep 10

                Expect.isFalse running.HasExited "it is killed in the middle"
                running.Kill()
                running.WaitForExit()

            let kept = Command.entries (folder.File "killed") |> List.length
            let last = summary folder "experiment.yaml" [ "--store"; "killed" ]
            Expect.isGreaterThan (number "executed" last) 0 "something was left to do"
            Expect.isGreaterThanOrEqual (number "cached" last) kept "what was finished is kept"

            Expect.equal
                (Command.digests (folder.File "killed"))
                (Command.digests (folder.File "undisturbed"))
                "every artifact"
        }
    ]
