module Spindle.Tests.EndToEnd.ExitCodeTests

open System.IO
open Expecto

/// Whether the command says in words what is wrong, in some of these, and shows nobody the inside of the program.
let private expectWords (finished: Command.Finished) (exit: int) (words: string) =
    Expect.equal finished.Exit exit finished.Error
    Expect.stringContains finished.Error words "the message"
    Expect.isFalse (finished.Error.Contains "   at ") $"a stack trace: {finished.Error}"
    Expect.equal finished.Out "" "standard output is for data"

let private mistake (arguments: string list) (exit: int) (words: string) =
    test $"""spindle {String.concat " " arguments}: {exit}, {words}""" {
        use folder = new Command.Folder()
        folder.Write("experiment.yaml", Study.text)
        folder.Write("empty.yaml", "")
        Directory.CreateDirectory(folder.File "folder.yaml") |> ignore
        expectWords (Command.run folder.Path arguments) exit words

        Expect.equal
            (Directory.GetFileSystemEntries folder.Path
             |> Array.map Path.GetFileName
             |> Array.sort)
            [| "empty.yaml"; "experiment.yaml"; "folder.yaml" |]
            "nothing is left behind"
    }

[<Tests>]
let tests =
    testList "a mistake of the user" [
        mistake [ "frobnicate" ] 2 "frobnicate"
        mistake [ "check" ] 2 "missing argument"
        mistake [ "run"; "experiment.yaml"; "--jobs"; "0" ] 2 "at least 1, not 0"
        mistake [ "run"; "experiment.yaml"; "--device"; "abacus" ] 2 "not 'abacus'"
        mistake [ "run"; "experiment.yaml"; "--only"; "nothing" ] 2 "called 'nothing'"
        mistake [ "check"; "experiment.yaml"; "--set"; "updates" ] 2 "takes PATH=VALUE"
        mistake [ "why"; "experiment.yaml"; "nothing" ] 2 "no step 'nothing'"
        mistake [ "export"; "experiment.yaml"; "wiring"; "--format"; "json"; "-o"; "w.json" ] 2 "wiring[seed=2]"
        mistake [ "check"; "nothing.yaml" ] 1 "nothing.yaml:1:1: error SPN5001: there is no such file"
        mistake [ "check"; "folder.yaml" ] 1 "folder.yaml:1:1: error SPN5001: it is a folder, not a file"
        mistake [ "plan"; "empty.yaml" ] 1 "empty.yaml:1:1: error SPN1015"
        mistake [ "run"; "experiment.yaml"; "--store"; "empty.yaml" ] 4 "error SPN7002"
        mistake [ "convert"; "experiment.yaml"; "-o"; "nowhere/experiment.fsx" ] 4 "error SPN7201"
        mistake [ "convert"; "experiment.yaml"; "-o"; "folder.yaml" ] 4 "error SPN7201"
        mistake [ "init"; "empty.yaml" ] 4 "error SPN7201"

        test "a link and a device that an export is written to stay what they are" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", Study.text)
            File.CreateSymbolicLink(folder.File "link.fsx", "there.fsx") |> ignore

            let linked =
                Command.run folder.Path [ "convert"; "experiment.yaml"; "-o"; "link.fsx" ]

            Expect.equal linked.Exit 0 linked.Error
            Expect.equal (FileInfo(folder.File "link.fsx")).LinkTarget "there.fsx" "the link"
            Expect.stringContains (File.ReadAllText(folder.File "there.fsx")) "open Spindle" "what it leads to"

            let printed =
                Command.run folder.Path [ "convert"; "experiment.yaml"; "-o"; "/dev/stdout" ]

            Expect.equal printed.Out (File.ReadAllText(folder.File "there.fsx")) printed.Error
        }

        test "questions leave no store behind" {
            use folder = new Command.Folder()
            folder.Write("experiment.yaml", Study.text)

            for arguments in
                [
                    [ "plan"; "experiment.yaml" ]
                    [ "run"; "experiment.yaml"; "--dry-run" ]
                    [ "why"; "experiment.yaml"; "tasks/compass/teacher" ]
                    [ "show"; "experiment.yaml" ]
                    [ "diff"; "experiment.yaml"; "experiment.yaml" ]
                    [ "store"; "status" ]
                    [ "store"; "verify" ]
                    [ "store"; "gc" ]
                ] do
                let finished = Command.run folder.Path arguments
                Expect.equal finished.Exit 0 finished.Error

            Expect.equal (Directory.GetFileSystemEntries folder.Path).Length 1 "the experiment only"
        }
    ]
