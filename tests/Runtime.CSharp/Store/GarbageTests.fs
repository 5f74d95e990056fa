module Spindle.Tests.Store.GarbageTests

open System
open System.Collections.Generic
open System.IO
open System.Text.Json.Nodes
open Expecto
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Store.Storeroom
open Spindle.Tests.Store.RunTests

/// The clock of one who comes some hours later.
let private after (hours: float) =
    Clock(DateTimeOffset.UtcNow.AddHours hours)

let private commit (store: ContentStore) name (inputs: StoredOutput list) (content: byte[]) =
    store.Commit(entryFrom [ for input in inputs -> input.Digest ] name [ put store "out" content ])

let private keeping (entries: StepEntry list) =
    GarbageRules(Keep = fun () -> HashSet [ for entry in entries -> entry.Key ])

let private record (store: ContentStore) (clock: TimeProvider) experiment (entries: StepEntry list) =
    let folder = RunFolder.Create(store, clock)
    use writer = folder.Begin(experiment, JsonObject(), clock)

    for entry in entries do
        writer.Record(RunStep("s", "toy/make", Nullable entry.Key, StepOutcome.Executed, 1.0), JsonObject())

    writer.End RunState.Finished
    folder

[<Tests>]
let tests =
    testList "garbage" [
        test "what a kept key was made from stays, the rest goes, and the preview says what it cost" {
            use room = new Storeroom()
            let source = commit room.Store "source" [] (noise 1 9000)
            let middle = commit room.Store "middle" [ source.Outputs[0] ] (noise 2 100)
            let final = commit room.Store "final" [ middle.Outputs[0] ] (noise 3 9000)
            let other = commit room.Store "other" [ source.Outputs[0] ] (noise 4 9000)
            let clock = after 2.0
            let found = GarbageCollection.Preview(room.Store, keeping [ final ], clock)
            Expect.equal [ for entry in found.Entries -> entry.Key, entry.Step ] [ other.Key, "other" ] "one result"
            Expect.equal [ for file in found.Blobs -> file.Path ] [ room.BlobFile other.Outputs[0] ] "with its blob"
            Expect.equal found.Seconds 1.5 "as long as it took"
            Expect.isGreaterThan found.Bytes 9000L "and as large"
            Expect.isNotNull (room.Again().Find other.Key) "nothing is deleted yet"
            let gone = found.Collect(room.Store, clock)
            Expect.equal gone.Entries.Count 1 "now it is"
            let store = room.Again()

            for kept in [ source; middle; final ] do
                Expect.sequenceEqual
                    (read store (nonNull (store.Find kept.Key)).Outputs[0])
                    (read room.Store kept.Outputs[0])
                    "kept"

            Expect.isNull (store.Find other.Key) "gone"
            Expect.isFalse (File.Exists(room.BlobFile other.Outputs[0])) "its blob too"
            Expect.isEmpty room.Told "nothing is damaged"
        }

        test "what a recorded run names stays; of the runs as many as are wanted" {
            use room = new Storeroom()
            let clock = Clock(DateTimeOffset.UtcNow.AddDays -3.0)

            let results = [
                for i in 1..3 ->
                    let made = commit room.Store $"{i}" [] (noise i 9000)
                    clock.Now <- clock.Now.AddHours 1.0
                    made, record room.Store clock "ring" [ made ]
            ]

            let all = GarbageCollection.Preview(room.Store, GarbageRules(), after 2.0)
            Expect.isEmpty all.Entries "all runs are kept"
            let later = after 2.0

            let found =
                GarbageCollection.Preview(room.Store, GarbageRules(KeepRuns = Nullable 1), later)

            Expect.equal found.Entries.Count 2 "those of the last run stay"

            Expect.equal
                [ for run in found.Runs -> run.Name ]
                [ (snd results[1]).Name; (snd results[0]).Name ]
                "the others"

            found.Collect(room.Store, later) |> ignore
            Expect.isNotNull (room.Again().Find (fst results[2]).Key) "kept"
            Expect.isNull (room.Again().Find (fst results[0]).Key) "gone"

            Expect.equal
                [ for run in RunFolder.List room.Store -> run.Name ]
                [ (snd results[2]).Name ]
                "one record is left"
        }

        test "a run that goes on keeps its results, however old they are" {
            use room = new Storeroom()
            let made = commit room.Store "a" [] (noise 1 9000)
            let folder = RunFolder.Create(room.Store, TimeProvider.System)
            use writer = folder.Begin("ring", JsonObject(), TimeProvider.System)
            writer.Record(RunStep("s", "toy/make", Nullable made.Key, StepOutcome.Executed, 1.0), JsonObject())
            record room.Store (after 1.0) "ring" [] |> ignore

            let found =
                GarbageCollection.Preview(room.Store, GarbageRules(KeepRuns = Nullable 1), after 50.0)

            Expect.isEmpty found.Entries "its result"
            Expect.isEmpty found.Runs "its record"
        }

        test "nothing that is young is deleted" {
            use room = new Storeroom()
            commit room.Store "a" [] (noise 1 9000) |> ignore
            put room.Store "not committed yet" (noise 2 9000) |> ignore
            let found = GarbageCollection.Preview(room.Store, GarbageRules(), after 0.5)
            Expect.isEmpty found.Entries "no result"
            Expect.isEmpty found.Blobs "no blob, committed or not"

            let later =
                GarbageCollection.Preview(room.Store, GarbageRules(Grace = TimeSpan.FromMinutes 10.0), after 0.5)

            Expect.equal (later.Entries.Count, later.Blobs.Count) (1, 2) "unless the grace is shorter"
        }

        test "what came into use after the preview is spared" {
            use room = new Storeroom()
            let used = commit room.Store "used" [] (noise 1 9000)
            let idle = commit room.Store "idle" [] (noise 2 9000)
            let wanted = commit room.Store "wanted" [] (noise 3 9000)
            room.Store.Flush()

            for made in [ used; idle; wanted ] do
                for file in [ room.EntryFile made; room.BlobFile made.Outputs[0] ] do
                    File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays -1.0)

            let found =
                GarbageCollection.Preview(room.Store, GarbageRules(), TimeProvider.System)

            Expect.equal found.Entries.Count 3 "all three are idle at first"
            Expect.isNotNull (room.Again().Find used.Key) "one is looked up"
            record room.Store TimeProvider.System "ring" [ wanted ] |> ignore
            let gone = found.Collect(room.Store, TimeProvider.System)
            Expect.equal [ for entry in gone.Entries -> entry.Key ] [ idle.Key ] "only the idle one goes"

            for kept in [ used; wanted ] do
                Expect.isNotNull (room.Again().Find kept.Key) "whole"
        }

        test "a blob that two results share goes with the last" {
            use room = new Storeroom()
            let one = commit room.Store "one" [] (noise 1 9000)
            let two = commit room.Store "two" [] (noise 1 9000)
            let clock = after 2.0

            GarbageCollection.Preview(room.Store, keeping [ one ], clock).Collect(room.Store, clock)
            |> ignore

            Expect.isNull (room.Again().Find two.Key) "one is gone"
            Expect.isNotNull (room.Again().Find one.Key) "the other is whole"
        }

        test "temporary files of processes that are gone are removed at once, others when they are old" {
            use room = new Storeroom()
            use blob = room.Store.NewBlob()
            blob.Stream.Write(noise 1 9000, 0, 9000)
            let mine = Path.GetFileName(Seq.exactlyOne (room.Files "tmp")) |> nonNull
            let parts = mine.Split '-'

            let write name =
                File.WriteAllText(Path.Combine(room.Root, "tmp", name), "half")

            write $"{parts[0]}-{Int32.MaxValue}-dead"
            write $"0123456789ab-{Int32.MaxValue}-elsewhere"

            let leavings clock = [
                for file in GarbageCollection.Preview(room.Store, GarbageRules(), clock).Leavings ->
                    Path.GetFileName file.Path |> nonNull
            ]

            Expect.equal (leavings TimeProvider.System) [ $"{parts[0]}-{Int32.MaxValue}-dead" ] "the dead one's"
            Expect.hasLength (leavings (after 2.0)) 3 "all that are old"
        }

        test "locks that nobody holds are removed, others stay" {
            use room = new Storeroom()

            let held =
                StepLock.AcquireAsync(room.Store, keyOf "a", Threading.CancellationToken.None)

            use _ = nonNull held.Result
            let stale = Path.Combine(room.Root, "locks", (keyOf "b").Hex)
            File.WriteAllText(stale, "")
            File.SetLastWriteTimeUtc(stale, DateTime.UtcNow.AddMinutes -2.0)

            let found =
                GarbageCollection.Preview(room.Store, GarbageRules(), TimeProvider.System)

            Expect.equal [ for file in found.Leavings -> file.Path ] [ stale ] "one"
            found.Collect(room.Store, TimeProvider.System) |> ignore
            Expect.isFalse (File.Exists stale) "removed"
            Expect.hasLength (room.Files "locks") 1 "the other stays"
        }

        test "a chain of many thousand results is followed to its beginning" {
            use room = new Storeroom()

            let rec chain (i: int) (last: StepEntry) =
                if i = 3000 then
                    last
                else
                    chain (i + 1) (commit room.Store $"{i}" [ last.Outputs[0] ] (bytesOf $"{i}"))

            let last = chain 0 (commit room.Store "first" [] (bytesOf "first"))
            let found = GarbageCollection.Preview(room.Store, keeping [ last ], after 2.0)
            Expect.isEmpty found.Entries "all of it is needed"
        }
    ]
