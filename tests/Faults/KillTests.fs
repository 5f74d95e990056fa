module Spindle.Tests.Faults.KillTests

open System
open System.Diagnostics
open System.IO
open System.Threading
open Expecto
open Spindle.Store
open Spindle.Tests.EndToEnd

/// The next collection, ten seconds from now: a lock whose maker was killed before it could write its name in it counts for five.
let private soon = {
    new TimeProvider() with
        member _.GetUtcNow() = DateTimeOffset.UtcNow.AddSeconds 10.0
}

let private study = Cloth.text 1 8 12 2 3
let private neighbour = Cloth.text 1 6 5 0 0

let private arguments file store = [ "run"; file; "--store"; store; "--jobs"; "4"; "--json"; "--log"; "lines" ]

let private complete (folder: Command.Folder) file store =
    let finished = Cloth.run folder.Path (arguments file store)
    Expect.equal finished.Exit 0 finished.Error
    finished

let private kill (id: int) =
    try
        use found = Process.GetProcessById id
        found.Kill()
    with
    // It has ended by itself.
    | :? ArgumentException
    | :? InvalidOperationException -> ()

/// Waits for something to become true, looking often; false where it took too long.
let private comesTrue (limit: TimeSpan) (condition: unit -> bool) =
    SpinWait.SpinUntil(
        (fun () ->
            Thread.Sleep 2
            condition ()),
        limit
    )

/// After every kill: the store is sound, and a collection leaves nothing that the dead were writing.
let private expectSound (folder: Command.Folder) (root: string) (byCommand: bool) =
    if byCommand then
        let verified = Cloth.run folder.Path [ "store"; "--store"; root; "verify" ]
        Expect.equal verified.Exit 0 (verified.Out + verified.Error)

        let collected = Cloth.run folder.Path [ "store"; "--store"; root; "gc"; "--delete" ]

        Expect.equal collected.Exit 0 collected.Error
    else
        let store, told = Cloth.openStore root
        use store = store
        let verified = StoreVerification.Of(store, CancellationToken.None)
        Expect.isTrue verified.IsSound $"the store is sound: {verified}"
        Expect.isEmpty told "nothing to tell"

        GarbageCollection.Preview(store, GarbageRules(), soon).Collect(store, soon)
        |> ignore

    for left in [ "tmp"; "quarantine" ] do
        Expect.isEmpty (Directory.GetFiles(Path.Combine(root, left))) $"nothing stays in {left}"

    // The command collects now, so a lock that its maker could not sign may still have its five seconds.
    for held in Directory.GetFiles(Path.Combine(root, "locks")) do
        Expect.isTrue (byCommand && FileInfo(held).Length = 0L) "no lock of the dead stays"

[<Tests>]
let tests =
    testSequencedGroup "kills"
    <| testList "faults: killed at random moments" [
        test "a runner or a worker that is killed costs nothing but the time" {
            use folder = new Command.Folder()
            folder.Write("study.yaml", study)
            folder.Write("neighbour.yaml", neighbour)
            let root = folder.File "store"
            let undisturbed = folder.File "undisturbed"
            complete folder "neighbour.yaml" undisturbed |> ignore
            let from = Stopwatch.GetTimestamp()
            complete folder "study.yaml" undisturbed |> ignore
            let usual = Stopwatch.GetElapsedTime from
            let expected = Command.digests undisturbed

            /// Begins anew, with the results of a neighbour who must not be harmed.
            let renew () =
                if Directory.Exists root then
                    Directory.Delete(root, true)

                complete folder "neighbour.yaml" root |> ignore

            /// Runs to the end what was disturbed, and compares.
            let compare () =
                complete folder "study.yaml" root |> ignore
                Expect.equal (Command.digests root) expected "every artifact is that of the undisturbed run"
                let relied = complete folder "neighbour.yaml" root
                Expect.equal (Cloth.count "executed" relied) 0 "nothing that the neighbour relies on is gone"

            renew ()
            let mutable kills = 0

            Campaign.run
                "kill -9 of the runner or of a worker at a random moment"
                (Campaign.faults 40 200)
                (fun random i ->
                    use running = Cloth.start folder.Path (arguments "study.yaml" root)
                    let ending = running.StandardError.ReadToEndAsync()
                    let printed = running.StandardOutput.ReadToEndAsync()
                    let moment = usual * random.NextDouble()

                    if random.Next 3 = 0 then
                        let workers () =
                            Cloth.processesOn root |> List.filter (fun id -> id <> running.Id)

                        if comesTrue usual (fun () -> running.HasExited || not (workers ()).IsEmpty) then
                            Thread.Sleep(moment / 2.0)
                            workers () |> List.iter kill

                        running.WaitForExit()
                        Expect.equal running.ExitCode 0 $"a worker is replaced: {ending.Result}"
                    else
                        if not (running.WaitForExit moment) then
                            running.Kill()
                            kills <- kills + 1

                        running.WaitForExit()

                    ignore printed.Result

                    Expect.isTrue
                        (comesTrue (TimeSpan.FromSeconds 10.0) (fun () -> (Cloth.processesOn root).IsEmpty))
                        "no worker outlives its runner"

                    expectSound folder root (i % 20 = 0)

                    if running.ExitCode = 0 then
                        compare ()
                        renew ())

            compare ()
            Expect.isGreaterThan kills 0 "runners were killed in the middle"
        }
    ]
