module Spindle.Tests.Faults.ConcurrencyTests

open System
open System.Diagnostics
open System.IO
open System.Threading
open Expecto
open Spindle.Store
open Spindle.Tests.EndToEnd

let private processes = 8

let private arguments file root = [ "run"; file; "--store"; root; "--jobs"; "4"; "--json"; "--log"; "lines" ]

/// Runs the studies each in a store of its own; what all of them together must give.
let private alone (folder: Command.Folder) (files: string list) =
    files
    |> List.map (fun file ->
        let root = folder.File $"alone-{file}"
        let finished = Cloth.run folder.Path (arguments file root)
        Expect.equal finished.Exit 0 finished.Error
        Command.digests root)
    |> List.collect Map.toList
    |> Map.ofList

/// An empty place for a store.
let private fresh (folder: Command.Folder) =
    let root = folder.File "shared"

    if Directory.Exists root then
        Directory.Delete(root, true)

    root

/// Waits for all; each is read by a thread of its own, since a full pipe would hold its process up.
let private finishAll (running: Process list) =
    running
    |> List.map (fun one ->
        Tasks.Task.Factory.StartNew((fun () -> Cloth.finish one), Tasks.TaskCreationOptions.LongRunning))
    |> List.map _.Result

[<Tests>]
let tests =
    Campaign.inTurn
    <| testList "faults: eight processes on one store" [
        test "run the same and overlapping studies without an error, and each step once" {
            use folder = new Command.Folder()
            folder.Write("wide.yaml", Cloth.text 1 8 4 0 40)
            folder.Write("narrow.yaml", Cloth.text 1 5 5 0 40)
            let expected = alone folder [ "wide.yaml"; "narrow.yaml" ]

            Campaign.run
                "eight processes at once, the same and overlapping studies"
                (Campaign.faults 3 12)
                (fun random _ ->
                    let root = fresh folder

                    let running = [
                        for _ in 1..processes ->
                            Cloth.start
                                folder.Path
                                (arguments (if random.Next 2 = 0 then "wide.yaml" else "narrow.yaml") root)
                    ]

                    let finished = finishAll running

                    for one in finished do
                        Expect.equal one.Exit 0 one.Error
                        Expect.isFalse (one.Error.Contains "SPN") $"nothing is amiss: {one.Error}"

                    let made = Command.digests root
                    let entries = Command.entries root |> List.length

                    for KeyValue(output, digest) in made do
                        Expect.equal expected[output] digest "the result that it has alone"

                    Expect.equal
                        (finished |> List.sumBy (Cloth.count "executed"))
                        entries
                        "each step was computed once"

                    Expect.isEmpty (Directory.GetFiles(Path.Combine(root, "tmp"))) "no temporary file"
                    Expect.isEmpty (Directory.GetFiles(Path.Combine(root, "locks"))) "no lock")
        }

        test "do not wait long for one that died holding locks" {
            use folder = new Command.Folder()
            folder.Write("slow.yaml", Cloth.text 1 4 2 0 600)
            let expected = alone folder [ "slow.yaml" ]

            Campaign.run "a process killed while it held locks that others wait for" (Campaign.faults 3 12) (fun _ _ ->
                let root = fresh folder
                let locks = Path.Combine(root, "locks")
                use first = Cloth.start folder.Path (arguments "slow.yaml" root)

                let holds () =
                    Directory.Exists locks && Directory.GetFiles(locks).Length > 0

                Expect.isTrue (SpinWait.SpinUntil(holds, TimeSpan.FromMinutes 1.0)) "it holds locks"
                let others = [ for _ in 1..3 -> Cloth.start folder.Path (arguments "slow.yaml" root) ]
                first.Kill()
                let from = Stopwatch.GetTimestamp()

                for one in finishAll others do
                    Expect.equal one.Exit 0 one.Error

                Expect.isLessThan
                    (Stopwatch.GetElapsedTime from)
                    (TimeSpan.FromSeconds 50.0)
                    "long before a silent lock is taken over"

                Expect.equal (Command.digests root) expected "every artifact"
                Expect.isEmpty (Directory.GetFiles locks) "the locks of the dead are gone too")
        }
    ]
