module Spindle.Tests.Faults.DiskTests

open System
open System.IO
open Expecto
open Spindle.Contracts
open Spindle.Execution
open Spindle.Store
open Spindle.Tests.EndToEnd
open Spindle.Tests.Faults.InProcess
open Spindle.Tests.Faults.SmallDisk

/// The code with which a run ended that the machine refused; none where it was done.
let private refusal (work: unit -> 'a) =
    try
        work () |> ignore
        None
    with
    | :? StoreException as problem -> Some problem.Code
    | :? StepFailedException as problem -> Some problem.Failure.Code

let private expectRefused (finished: Command.Finished) (code: string) =
    Expect.equal finished.Exit 4 finished.Error
    Expect.stringContains finished.Error code "the code"
    Expect.isFalse (finished.Error.Contains "   at ") $"no stack trace: {finished.Error}"

let private command (folder: Command.Folder) (root: string) =
    Cloth.run folder.Path [ "run"; "study.yaml"; "--store"; root; "--log"; "lines" ]

[<Tests>]
let tests =
    Campaign.inTurn
    <| testList "faults: a disk" [
        test "that is full at any write is told, leaves nothing half-written, and the next run with room goes on" {
            use folder = new Command.Folder()
            let expected = (run (folder.File "undisturbed")).Digests
            let mutable refused = 0

            Campaign.run "disk full at a random write" (Campaign.faults 100 400) (fun random _ ->
                let few = random.Next 4 = 0
                let size = if few then 100_000 else random.Next(40, 1300)
                let files = if few then random.Next(12, 130) else 10_000
                use disk = new Disk(folder.File "disk", $"size={size}k,nr_inodes={files}")
                let root = Path.Combine(disk.Folder, "store")

                match refusal (fun () -> run root) with
                | None -> ()
                | Some code ->
                    refused <- refused + 1
                    Expect.equal code DiagnosticCodes.DiskFull "told"

                disk.Remount "size=100m,nr_inodes=100000"
                let found, told = verify root
                Expect.isTrue found.IsSound $"nothing is half-written: {found}"
                Expect.isEmpty told "nothing to tell"
                Expect.isEmpty (Directory.GetFiles(Path.Combine(root, "tmp"))) "no temporary file"
                let next = run root
                Expect.equal next.Digests expected "every artifact"
                Expect.equal (next.Executed + found.Entries) study.Value.Plan.Steps.Count "what was finished is kept")

            Expect.isGreaterThan refused 0 "some disks were full"
        }

        test "that is full ends the command with exit code 4, and the next run with room goes on" {
            use folder = new Command.Folder()
            folder.Write("study.yaml", Cloth.text 1 6 8 0 0)

            for size in [ 4; 60; 200; 600; 900 ] do
                use disk = new Disk(folder.File "disk", $"size={size}k")
                let root = Path.Combine(disk.Folder, "store")
                expectRefused (command folder root) DiagnosticCodes.DiskFull
                disk.Remount "size=100m"
                let next = command folder root
                Expect.equal next.Exit 0 next.Error
        }

        test "that may only be read answers questions, and a run says what is wrong" {
            use folder = new Command.Folder()
            folder.Write("study.yaml", Cloth.text 1 4 3 0 0)
            use disk = new Disk(folder.File "disk", "size=100m")
            let root = Path.Combine(disk.Folder, "store")
            Expect.equal (command folder root).Exit 0 "at first"
            disk.Remount "ro"

            for question in
                [
                    [ "show"; "study.yaml"; "--store"; root ]
                    [ "plan"; "study.yaml"; "--store"; root ]
                    [ "why"; "study.yaml"; "tasks/cloth/hem"; "--store"; root ]
                    [ "store"; "--store"; root; "status" ]
                    [ "store"; "--store"; root; "verify" ]
                    [ "store"; "--store"; root; "gc" ]
                ] do
                let finished = Cloth.run folder.Path question
                Expect.equal finished.Exit 0 finished.Error

            expectRefused (command folder root) DiagnosticCodes.StoreForbidden
            folder.Write("study.yaml", Cloth.text 2 4 3 0 0)
            expectRefused (command folder root) DiagnosticCodes.StoreForbidden
            expectRefused (command folder (Path.Combine(disk.Folder, "another"))) DiagnosticCodes.StoreForbidden
            disk.Remount "rw"
            Expect.equal (command folder root).Exit 0 "when it may be written"
        }

        test "on which damage cannot be set aside is told, and what is damaged is not used" {
            use folder = new Command.Folder()
            folder.Write("study.yaml", Cloth.text 1 4 3 0 0)
            use disk = new Disk(folder.File "disk", "size=100m")
            let root = Path.Combine(disk.Folder, "store")
            Expect.equal (command folder root).Exit 0 "at first"
            let entry = (Command.entries root).Head
            File.WriteAllText(entry, (File.ReadAllText entry).Replace("\"format\":1", "\"format\":7"))
            disk.Remount "ro"
            let verified = Cloth.run folder.Path [ "store"; "--store"; root; "verify" ]
            Expect.equal verified.Exit 4 "damaged"
            Expect.stringContains verified.Error "could not be moved" "told"
            Expect.isTrue (File.Exists entry) "it stays"
        }
    ]
