module Spindle.Tests.EndToEnd.StoreLifeTests

open System
open System.IO
open System.Text.Json.Nodes
open Expecto
open Spindle.Contracts

let private number (name: string) (json: JsonObject) = (nonNull json[name]).GetValue<int64>()

let private ok (folder: Command.Folder) (arguments: string list) =
    let finished = Command.run folder.Path arguments
    let line = String.concat " " arguments
    Expect.equal finished.Exit 0 $"{line}: {finished.Error}"
    finished

let private json folder arguments = (ok folder arguments).Json

/// A study that takes no time: two tables that are described.
let private tables (experiment: string) =
    $"""spindle: 1
experiment: {experiment}
recordings:
  first:  {{ kind: csv, file: first.csv }}
  second: {{ kind: csv, file: second.csv }}
probes:
  one: {{ kind: describe, of: first }}
  two: {{ kind: describe, of: second }}
"""

let private withTables () =
    let folder = new Command.Folder()
    folder.Write("study.yaml", tables "tables")
    folder.Write("first.csv", "a,b\n1,2\n3,4\n")
    folder.Write("second.csv", "a,b\n5,6\n7,8\n")
    folder

/// The number of results that a collection would delete.
let private garbage (folder: Command.Folder) (more: string list) =
    let found = json folder ([ "store"; "gc"; "--grace"; "0"; "--json" ] @ more)
    (nonNull found["results"]).AsArray().Count

[<Tests>]
let tests =
    Command.inTurn
    <| testList "the life of a store" [
        test "a study that was exported runs elsewhere without executing a step" {
            use here = new Command.Folder()
            use there = new Command.Folder()
            here.Write("experiment.yaml", Study.small)
            there.Write("deeper/experiment.yaml", Study.small)
            let first = json here [ "run"; "experiment.yaml"; "--json" ]
            Expect.isGreaterThan (number "executed" first) 5L "it computes here"

            for name in [ "study.tar"; "study.tar.zst" ] do
                ok here [ "store"; "export"; "experiment.yaml"; "-o"; name ] |> ignore

            Expect.isLessThan
                (FileInfo(here.File "study.tar.zst").Length)
                (FileInfo(here.File "study.tar").Length)
                "compressed"

            for archive, store in [ "study.tar", "plain"; "study.tar.zst", "packed" ] do
                let import =
                    json there [ "store"; "import"; here.File archive; "--store"; store; "--json" ]

                Expect.equal (number "added" import) (number "promised" import) "all"

                let second =
                    json there [ "run"; "deeper/experiment.yaml"; "--store"; store; "--json" ]

                Expect.equal (number "executed" second) 0L "nothing is computed there"
                Expect.equal (number "cached" second) (number "cached" first + number "executed" first) "all is known"

                ok there [
                    "store"
                    "export"
                    "deeper/experiment.yaml"
                    "-o"
                    "again.tar"
                    "--store"
                    store
                ]
                |> ignore

                Expect.equal
                    (File.ReadAllBytes(there.File "again.tar"))
                    (File.ReadAllBytes(here.File "study.tar"))
                    "and goes on as it came"
        }

        test "what is imported is kept until its tag is taken away" {
            use folder = withTables ()
            ok folder [ "run"; "study.yaml" ] |> ignore
            ok folder [ "store"; "export"; "study.yaml"; "-o"; "study.tar" ] |> ignore
            ok folder [ "store"; "import"; "study.tar"; "--store"; "other" ] |> ignore
            let other = [ "--store"; "other" ]
            Expect.equal (garbage folder other) 0 "kept"
            let tags = (ok folder ([ "store"; "tags" ] @ other)).Out
            Expect.stringContains tags "imported-tables: 4 results of tables" "by a tag"
            ok folder ([ "store"; "untag"; "imported-tables" ] @ other) |> ignore
            Expect.equal (garbage folder other) 4 "let go"
        }

        test "an archive that is damaged is told with what was kept, and a study that has not run is not exported" {
            use folder = withTables ()

            let early =
                Command.run folder.Path [ "store"; "export"; "study.yaml"; "-o"; "study.tar" ]

            Expect.equal early.Exit 1 early.Out
            Expect.stringContains early.Error DiagnosticCodes.NotComputed "told"
            Expect.isFalse (File.Exists(folder.File "study.tar")) "nothing is written"
            let tag = Command.run folder.Path [ "store"; "tag"; "early"; "study.yaml" ]
            Expect.equal tag.Exit 1 tag.Out
            Expect.isFalse (Directory.Exists(folder.File ".spindle")) "no store is made for that"
            ok folder [ "run"; "study.yaml" ] |> ignore
            ok folder [ "store"; "export"; "study.yaml"; "-o"; "study.tar" ] |> ignore
            let whole = File.ReadAllBytes(folder.File "study.tar")
            File.WriteAllBytes(folder.File "cut.tar", whole[.. whole.Length / 2])
            let cut = Command.run folder.Path [ "store"; "import"; "cut.tar"; "--store"; "b" ]
            Expect.equal cut.Exit 1 cut.Out
            Expect.stringContains cut.Error DiagnosticCodes.ArchiveDamaged "told"

            let missing =
                Command.run folder.Path [ "store"; "import"; "none.tar"; "--store"; "b" ]

            Expect.equal missing.Exit 1 missing.Out
            Expect.stringContains missing.Error DiagnosticCodes.MissingFile "told"
        }

        test "a registered experiment keeps what its file asks for, however few runs are kept" {
            use folder = withTables ()
            ok folder [ "run"; "study.yaml" ] |> ignore
            let all = [ "--keep-runs"; "0" ]
            Expect.equal (garbage folder all) 0 "the file asks for it"
            folder.Write("study.yaml", (tables "tables").Replace("  two: { kind: describe, of: second }\n", ""))
            Expect.equal (garbage folder all) 1 "what it asks for no more goes"
            folder.Write("variant.yaml", tables "tables")
            Expect.equal (garbage folder (all @ [ "--root"; "variant.yaml" ])) 0 "unless another root is named"

            let mistaken = Command.run folder.Path ([ "store"; "gc"; "--root"; "none.yaml" ])
            Expect.equal mistaken.Exit 1 mistaken.Out

            folder.Write("study.yaml", "spindle: 1\nexperiment: tables\nprobes: nonsense\n")

            let found =
                ok folder [ "store"; "gc"; "--grace"; "0"; "--keep-runs"; "0"; "--json" ]

            Expect.stringContains found.Error DiagnosticCodes.RootUnread "a mistake is told"
            Expect.equal ((nonNull found.Json["results"]).AsArray().Count) 0 "and all that its runs reach is kept"

            File.Delete(folder.File "study.yaml")
            Expect.equal (garbage folder all) 4 "a file that is gone keeps nothing"
            ok folder ([ "store"; "gc"; "--grace"; "0"; "--delete" ] @ all) |> ignore
            let status = json folder [ "store"; "status"; "--json" ]
            Expect.equal (number "entries" status, number "registered" status) (0L, 0L) "and is forgotten"
        }

        test "a tag keeps a variation, and the preview tells what going costs" {
            use folder = withTables ()
            ok folder [ "run"; "study.yaml" ] |> ignore
            folder.Write("second.csv", "a,b\n9,9\n")
            ok folder [ "run"; "study.yaml" ] |> ignore
            let old = [ "--keep-runs"; "1" ]
            Expect.equal (garbage folder old) 2 "the old table and its description"
            let preview = ok folder ([ "store"; "gc"; "--grace"; "0" ] @ old)
            Expect.stringContains preview.Out "this experiment would recompute" "told"
            Expect.stringContains preview.Out "nothing is deleted without --delete" "told"

            let runs =
                Directory.GetDirectories(folder.File ".spindle/runs")
                |> Array.map (fun path -> Path.GetFileName path |> nonNull)
                |> Array.sort

            ok folder [ "store"; "tag"; "before"; runs[0] ] |> ignore
            Expect.equal (garbage folder old) 0 "the run is tagged"
            ok folder [ "store"; "tag"; "now"; "study.yaml" ] |> ignore
            let tags = JsonNode.Parse((ok folder [ "store"; "tags"; "--json" ]).Out) |> nonNull

            Expect.equal
                [
                    for tag in tags.AsArray() do
                        let tag = (nonNull tag).AsObject()
                        string tag["name"], string tag["experiment"]
                ]
                [ "before", "tables"; "now", "tables" ]
                "both"

            let twice = Command.run folder.Path [ "store"; "untag"; "never" ]
            Expect.equal twice.Exit 2 twice.Out
            Expect.stringContains twice.Error "before, now" "the names there are"
        }

        test "sizes and times are words with units" {
            use folder = withTables ()
            ok folder [ "run"; "study.yaml" ] |> ignore

            for words, code in
                [
                    [ "--max-size"; "20" ], DiagnosticCodes.NotASize
                    [ "--older-than"; "soon" ], DiagnosticCodes.NotATime
                    [ "--grace"; "-1h" ], DiagnosticCodes.NotATime
                ] do
                let finished = Command.run folder.Path ([ "store"; "gc" ] @ words)
                Expect.equal finished.Exit 2 finished.Out
                Expect.stringContains finished.Error code "told"

            Expect.equal
                (garbage folder [ "--keep-runs"; "0"; "--max-size"; "1GB"; "--older-than"; "30d" ])
                0
                "within both"
        }

        test "a collection beside a run takes nothing from it" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", Study.small)

            let undisturbed =
                json folder [ "run"; "experiment.yaml"; "--store"; "undisturbed"; "--json" ]

            use running =
                Command.start folder.Path [ "run"; "experiment.yaml"; "--store"; "shared"; "--json"; "--log"; "lines" ]

            let errors = running.StandardError.ReadToEndAsync()
            let out = running.StandardOutput.ReadToEndAsync()
            let mutable collections = 0

            while not running.HasExited do
                if Directory.Exists(folder.File "shared/steps") then
                    ok folder [
                        "store"
                        "gc"
                        "--grace"
                        "0"
                        "--keep-runs"
                        "0"
                        "--delete"
                        "--store"
                        "shared"
                    ]
                    |> ignore

                    collections <- collections + 1

            running.WaitForExit()
            Expect.equal running.ExitCode 0 errors.Result
            Expect.isGreaterThan collections 2 "several while it went on"
            let summary = (JsonNode.Parse out.Result |> nonNull).AsObject()
            Expect.equal (number "executed" summary) (number "executed" undisturbed) "every step once"
            let again = json folder [ "run"; "experiment.yaml"; "--store"; "shared"; "--json" ]
            Expect.equal (number "executed" again) 0L "all is there"

            Expect.equal
                (Command.digests (folder.File "shared"))
                (Command.digests (folder.File "undisturbed"))
                "the same bytes"
        }

        test "a big input is read once, and anew when it is asked for or changed" {
            use folder = new Command.Folder()

            folder.Write(
                "study.yaml",
                "spindle: 1\nexperiment: big\nrecordings:\n  r: { kind: csv, file: big.csv }\nprobes:\n  d: { kind: describe, of: r }\n"
            )

            folder.Write("big.csv", "a\n" + String.replicate 400_000 "1234\n")
            let cache = [ "XDG_CACHE_HOME", folder.File "cache" ]
            // As if it had lain there for long: only the system can say when it really changed, so this waits for that.
            let digests () =
                if Directory.Exists(folder.File "cache/spindle/digests") then
                    Directory.GetFiles(folder.File "cache/spindle/digests").Length
                else
                    0

            let run arguments =
                let finished = Command.runIn cache folder.Path arguments
                Expect.equal finished.Exit 0 finished.Error

            run [ "check"; "study.yaml"; "--no-stat-cache" ]
            Expect.equal (digests ()) 0 "nothing is remembered"
            let deadline = DateTime.UtcNow.AddSeconds 20.0

            while digests () = 0 && DateTime.UtcNow < deadline do
                run [ "check"; "study.yaml" ]

            Expect.equal (digests ()) 1 "remembered"
            Expect.isFalse (Directory.Exists(folder.File ".spindle")) "and no store is made for that"
            run [ "run"; "study.yaml" ]
            File.AppendAllText(folder.File "big.csv", "5678\n")
            let plan = (Command.runIn cache folder.Path [ "plan"; "study.yaml" ]).Out
            Expect.stringContains plan "0 cached, 1 to run" "a change is seen"
        }
    ]
