module Spindle.Tests.Faults.PermissionTests

open System
open System.Diagnostics
open System.IO
open Expecto
open Spindle.Contracts
open Spindle.Tests.EndToEnd

let private nobody = [ "setpriv"; "--reuid=65534"; "--regid=65534"; "--clear-groups" ]

let private isPossible =
    lazy
        (Environment.UserName = "root"
         && File.Exists "/usr/bin/setpriv"
         && (let folder = Directory.CreateTempSubdirectory "spindle-test-"

             try
                 let finished = Cloth.runUnder nobody "/" [ "--version" ]
                 finished.Exit = 0
             finally
                 folder.Delete()))

/// Some program, by name.
let private call (program: string) (arguments: string list) =
    use running = nonNull (Process.Start(ProcessStartInfo(program, arguments)))
    running.WaitForExit()
    Expect.equal running.ExitCode 0 program

/// A folder that another user owns, and a way to run the command as that user.
let private asNobody (work: Command.Folder -> (string list -> Command.Finished) -> unit) =
    if not isPossible.Value then
        skiptest "the command can be run as another user by root alone, with setpriv, from a folder that all may read"

    use folder = new Command.Folder()
    folder.Write("study.yaml", Cloth.text 1 4 3 0 0)
    call "chown" [ "-R"; "65534:65534"; folder.Path ]
    work folder (Cloth.runUnder nobody folder.Path)

let private runs = [ "run"; "study.yaml"; "--store"; "store"; "--log"; "lines" ]

let private expectRefused (finished: Command.Finished) (code: string) =
    Expect.equal finished.Exit 4 finished.Error
    Expect.stringContains finished.Error $"error {code}" "the code"
    Expect.isFalse (finished.Error.Contains "   at ") $"no stack trace: {finished.Error}"

[<Tests>]
let tests =
    Campaign.inTurn
    <| testList "faults: missing permission" [
        test "artifacts and entries that may not be read are told, set aside and made again" {
            asNobody (fun folder run ->
                Expect.equal (run runs).Exit 0 "at first"
                let expected = Command.digests (folder.File "store")

                for part in [ "blobs"; "steps" ] do
                    let file =
                        Directory.GetFiles(folder.File $"store/{part}", "*", SearchOption.AllDirectories)[0]

                    File.SetUnixFileMode(file, UnixFileMode.None)
                    let verified = run [ "store"; "--store"; "store"; "verify" ]
                    Expect.equal verified.Exit 4 "damaged"
                    Expect.stringContains verified.Error "could not be read" part
                    let again = run runs
                    Expect.equal again.Exit 0 again.Error
                    Expect.equal (Command.digests (folder.File "store")) expected "every artifact")
        }

        test "a store that may not be written ends a run with exit code 4" {
            asNobody (fun folder run ->
                Expect.equal (run runs).Exit 0 "at first"
                call "chown" [ "-R"; "0:0"; folder.File "store" ]
                expectRefused (run runs) DiagnosticCodes.StoreForbidden
                Expect.equal (run [ "show"; "study.yaml"; "--store"; "store" ]).Exit 0 "it may be read")
        }

        test "a folder of the store that may not be entered ends a run with exit code 4" {
            asNobody (fun folder run ->
                for part in [ "blobs"; "steps"; "runs"; "tmp" ] do
                    Expect.equal (run runs).Exit 0 "at first"
                    let place = folder.File $"store/{part}"
                    File.SetUnixFileMode(place, UnixFileMode.None)

                    expectRefused (run runs) DiagnosticCodes.StoreForbidden
                    let verified = run [ "store"; "--store"; "store"; "verify" ]
                    Expect.isFalse (verified.Error.Contains "   at ") $"{part}: no stack trace: {verified.Error}"
                    call "chmod" [ "755"; place ])
        }

        test "a place where no store can be made ends a run with exit code 4" {
            asNobody (fun _ run ->
                expectRefused
                    (run [ "run"; "study.yaml"; "--store"; "/root-of-nobody" ])
                    DiagnosticCodes.StoreForbidden)
        }

        test "a path that is too long ends a run with exit code 4" {
            use folder = new Command.Folder()
            folder.Write("study.yaml", Cloth.text 1 2 2 0 0)

            for place in [ String('x', 300); String.Join("/", Seq.replicate 400 "a long path") ] do
                let finished = Cloth.run folder.Path [ "run"; "study.yaml"; "--store"; place ]
                expectRefused finished DiagnosticCodes.StorePathTooLong
        }
    ]
