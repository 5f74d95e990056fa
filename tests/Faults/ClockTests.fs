module Spindle.Tests.Faults.ClockTests

open System
open System.IO
open System.Text.Json.Nodes
open System.Threading
open Expecto
open Spindle.Execution
open Spindle.Store
open Spindle.Tests.EndToEnd
open Spindle.Tests.Faults.InProcess

/// A clock that somebody has set, and sets again while it is looked at.
type private Wrong(years: int) =
    inherit TimeProvider()
    let mutable looks = 0

    override _.GetUtcNow() =
        looks <- looks + 1
        DateTimeOffset.UtcNow.AddYears(years).AddHours(-looks)

let private date (root: string) (time: DateTime) =
    for file in Directory.GetFiles(root, "*", SearchOption.AllDirectories) do
        File.SetLastWriteTimeUtc(file, time)

[<Tests>]
let tests =
    testList "faults: wrong clocks" [
        for name, time in
            [
                "in the far future", DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc)
                "in 1970", DateTime(1970, 1, 2, 0, 0, 0, DateTimeKind.Utc)
            ] do
            test $"files dated {name} are used as ever, and nothing that a run reaches is collected" {
                use folder = new Command.Folder()
                let root = folder.File "store"
                let expected = (run root).Digests
                date root time
                use store = ContentStore.Open root

                GarbageCollection
                    .Preview(store, GarbageRules(), TimeProvider.System)
                    .Collect(store, TimeProvider.System)
                |> ignore

                let again = run root
                Expect.equal (again.Executed, again.Digests) (0, expected) "all known"
                date root time
                let found, told = verify root
                Expect.isTrue found.IsSound "sound"
                Expect.isEmpty told "nothing to tell"
            }

        for years in [ -40; 40 ] do
            test $"a run whose clock is {years} years off, and goes backwards, gives the same results" {
                use folder = new Command.Folder()
                let root = folder.File "store"
                let expected = (run (folder.File "undisturbed")).Digests
                let clock = Wrong years
                use store = ContentStore.Open root
                let record = RunFolder.Create(store, clock)
                use writer = record.Begin("cloth", JsonObject(), clock)

                let summary =
                    Runner(store, InProcessExecutor(study.Value.Catalog, store), null, clock)
                        .RunAsync(
                            study.Value.Plan,
                            RunOptions(Run = record.Name, Jobs = 2),
                            RunObservers [||],
                            CancellationToken.None
                        )
                        .GetAwaiter()
                        .GetResult()

                Expect.equal summary.Failed 0 "nothing fails"
                store.Flush()
                writer.End RunState.Finished
                let again = run root
                Expect.equal (again.Executed, again.Digests) (0, expected) "the same results"
                Expect.isTrue (fst (verify root)).IsSound "sound"
                ask root |> ignore
            }
    ]
