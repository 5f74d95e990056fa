module Spindle.Tests.Store.RootsTests

open System
open System.Collections.Generic
open System.IO
open System.Text.Json.Nodes
open System.Threading
open Expecto
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Store.Storeroom
open Spindle.Tests.Store.RunTests

let private after (hours: float) =
    Clock(DateTimeOffset.UtcNow.AddHours hours)

/// Commits a result of an experiment, with one large content.
let private made (store: ContentStore) (experiment: string) (name: string) (seed: int) =
    let entry = entry name [ put store "out" (noise seed 9000) ]
    entry.Provenance["experiment"] <- JsonValue.Create experiment
    store.Commit entry

/// Records a run of an experiment that reached some results.
let private record (store: ContentStore) (clock: TimeProvider) experiment (entries: StepEntry list) =
    let folder = RunFolder.Create(store, clock)
    use writer = folder.Begin(experiment, JsonObject(), clock)

    for entry in entries do
        writer.Record(RunStep(entry.Key.Hex, "toy/make", Nullable entry.Key, StepOutcome.Cached, 0.0), JsonObject())

    writer.End RunState.Finished
    folder

let private tag (store: ContentStore) name (entries: StepEntry list) =
    StoreTag(name, "ring", null, DateTimeOffset.UtcNow, [| for entry in entries -> entry.Key |]).Keep store

/// Ages what a result consists of.
let private age (room: Storeroom) (days: float) (entry: StepEntry) =
    room.Store.Flush()

    for file in [ room.EntryFile entry; room.BlobFile entry.Outputs[0] ] do
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays -days)

let private keys (found: GarbageCollection) = [ for entry in found.Entries -> entry.Key ]

let private preview (room: Storeroom) rules =
    GarbageCollection.Preview(room.Store, rules, TimeProvider.System)

[<Tests>]
let tests =
    testList "roots of a store" [
        test "a tag keeps its results and what they were made from, until it is taken away" {
            use room = new Storeroom()

            let source =
                room.Store.Commit(entry "source" [ put room.Store "out" (noise 1 9000) ])

            let final =
                room.Store.Commit(
                    entryFrom [ source.Outputs[0].Digest ] "final" [ put room.Store "out" (noise 2 9000) ]
                )

            tag room.Store "paper" [ final ]

            Expect.isEmpty
                (GarbageCollection.Preview(room.Store, GarbageRules(), after 2.0)).Entries
                "kept with its source"

            let struct (tags, damaged) = StoreTag.List room.Store
            Expect.equal [ for tag in tags -> tag.Name, List.ofSeq tag.Keys ] [ "paper", [ final.Key ] ] "as set"
            Expect.isEmpty damaged "whole"
            Expect.isTrue (StoreTag.Remove(room.Store, "paper")) "taken away"
            Expect.isFalse (StoreTag.Remove(room.Store, "paper")) "it is gone"
            Expect.hasLength (GarbageCollection.Preview(room.Store, GarbageRules(), after 2.0)).Entries 2 "both go"
        }

        test "a tagged run keeps its record too" {
            use room = new Storeroom()
            let clock = Clock(DateTimeOffset.UtcNow.AddDays -3.0)
            let entry = made room.Store "ring" "a" 1
            let run = record room.Store clock "ring" [ entry ]

            let rules = GarbageRules(KeepRuns = Nullable 0)
            Expect.hasLength (GarbageCollection.Preview(room.Store, rules, after 2.0)).Runs 1 "it would go"

            StoreTag("paper", "ring", run.Name, DateTimeOffset.UtcNow, [| entry.Key |]).Keep room.Store
            let found = GarbageCollection.Preview(room.Store, rules, after 2.0)
            Expect.isEmpty found.Runs "its record"
            Expect.isEmpty found.Entries "and its result"
        }

        test "no tag can have a name that leads out of its folder" {
            use room = new Storeroom()

            for name in [ ""; "../paper"; "a/b"; ".hidden"; "-x"; "a b"; "a\n"; String('a', 101) ] do
                Expect.isFalse (StoreTag.IsName name) $"'{name}'"

                let problem =
                    Expect.throwsC (fun () -> tag room.Store name []) (fun problem -> problem :?> StoreException)

                Expect.equal problem.Code DiagnosticCodes.TagName "code"

            for name in [ "paper"; "v1.2_final-3"; "7" ] do
                Expect.isTrue (StoreTag.IsName name) name
        }

        test "while a tag is damaged nothing is deleted, for nobody knows what it kept" {
            use room = new Storeroom()
            let entry = made room.Store "ring" "a" 1
            tag room.Store "paper" [ entry ]
            let file = Seq.exactlyOne (room.Files "tags")
            let content = File.ReadAllBytes file
            content[content.Length / 2] <- content[content.Length / 2] ^^^ 1uy
            File.WriteAllBytes(file, content)
            let found = GarbageCollection.Preview(room.Store, GarbageRules(), after 2.0)
            Expect.equal room.Told [ DiagnosticCodes.TagDamaged ] "told"
            Expect.equal (List.ofSeq found.DamagedTags) [ "paper" ] "named"

            let problem =
                Expect.throwsC (fun () -> found.Collect(room.Store, after 2.0) |> ignore) (fun problem ->
                    problem :?> StoreException)

            Expect.equal problem.Code DiagnosticCodes.TagDamaged "code"
            Expect.isNotNull (room.Again().Find entry.Key) "still there"
            Expect.isEmpty (room.Files "tags") "set aside"
        }

        test "a full verification finds damaged tags and registrations" {
            use room = new Storeroom()
            tag room.Store "paper" [ made room.Store "ring" "a" 1 ]
            RegisteredExperiment.Register(room.Store, "/a/study.yaml", "ring")
            Expect.isTrue (StoreVerification.Of(room.Store, CancellationToken.None)).IsSound "sound at first"

            for file in Array.append (room.Files "tags") (room.Files "experiments") do
                File.WriteAllBytes(file, (File.ReadAllBytes file)[1..])

            let found = StoreVerification.Of(room.Store, CancellationToken.None)
            Expect.hasLength found.DamagedRoots 2 "both"
            Expect.isFalse found.IsSound "told"
            Expect.isTrue (StoreVerification.Of(room.Store, CancellationToken.None)).IsSound "set aside"
        }

        test "an experiment is registered once, by its path, and forgotten on demand" {
            use room = new Storeroom()
            RegisteredExperiment.Register(room.Store, "/a/study.yaml", "ring")
            RegisteredExperiment.Register(room.Store, "/a/study.yaml", "ring")
            RegisteredExperiment.Register(room.Store, "/a/../b/study.yaml", "odr")

            Expect.equal
                [
                    for registered in RegisteredExperiment.List room.Store -> registered.Path, registered.Experiment
                ]
                [ "/a/study.yaml", "ring"; "/b/study.yaml", "odr" ]
                "both, by absolute path"

            RegisteredExperiment.Register(room.Store, "/a/study.yaml", "renamed")
            let first = Seq.head (RegisteredExperiment.List room.Store)
            Expect.equal first.Experiment "renamed" "the later name"
            first.Forget room.Store
            Expect.hasLength (RegisteredExperiment.List room.Store) 1 "one is left"
        }

        test "what the plan of a running process asks for is kept before it comes to it" {
            use room = new Storeroom()
            let parameters = JsonObject()

            let step id (inputs: (string * ArtifactRef) list) =
                Step(
                    id,
                    "toy/make",
                    1,
                    parameters,
                    Dictionary(dict inputs),
                    [| OutputDeclaration("out", ArtifactType.Record) |],
                    Resources("none", 1)
                )

            let first = step "first" []
            let second = step "second" [ "in", ArtifactRef("first", "out") ]

            let commit (step: Step) (inputs: (string * Digest) list) seed =
                let key = StepKey.Of(step, Dictionary(dict inputs))

                room.Store.Commit(
                    StepEntry(key.Digest, key.Text, [| put room.Store "out" (noise seed 9000) |], JsonObject())
                )

            let one = commit first [] 1
            let two = commit second [ "in", one.Outputs[0].Digest ] 2
            let folder = RunFolder.Create(room.Store, TimeProvider.System)
            folder.WriteJson("plan.json", PlanJson.Write(Plan("ring", [| first; second |], [||], [||])))

            let rules =
                GarbageRules(KeepRuns = Nullable 0, Keep = (fun () -> PlanReach.OfRunning room.Store))

            do
                use _ = folder.Begin("ring", JsonObject(), TimeProvider.System)
                Expect.isTrue ((PlanReach.OfRunning room.Store).SetEquals [ one.Key; two.Key ]) "both keys"
                Expect.isEmpty (GarbageCollection.Preview(room.Store, rules, after 2.0)).Entries "kept"

            use writer = folder.Begin("ring", JsonObject(), TimeProvider.System)
            writer.End RunState.Finished
            Expect.hasLength (GarbageCollection.Preview(room.Store, rules, after 2.0)).Entries 2 "not when it has ended"
        }

        test "what a step has written and not yet committed stays while its run goes on, however short the grace" {
            use room = new Storeroom()
            let written = put room.Store "out" (noise 1 9000)
            let rules = GarbageRules(Grace = TimeSpan.Zero)
            let blobs () = (preview room rules).Blobs.Count

            let aged (minutes: float) (file: string) =
                File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes -minutes)

            Expect.equal (blobs ()) 0 "it has just been written"
            aged 30.0 (room.BlobFile written)
            Expect.equal (blobs ()) 1 "nobody is at work"
            let folder = RunFolder.Create(room.Store, TimeProvider.System)
            use writer = folder.Begin("ring", JsonObject(), TimeProvider.System)
            Expect.equal (blobs ()) 1 "a run that began after that did not write it"
            aged 60.0 (folder.File "run.json")
            Expect.equal (blobs ()) 0 "one that began before may have"
            writer.End RunState.Finished
            Expect.equal (blobs ()) 1 "it has ended"
        }

        test "the keys to keep are asked for again before anything is deleted" {
            use room = new Storeroom()
            let entry = made room.Store "ring" "a" 1
            let mutable kept = HashSet<Digest>()
            let rules = GarbageRules(Keep = fun () -> kept)
            let found = GarbageCollection.Preview(room.Store, rules, after 2.0)
            Expect.hasLength found.Entries 1 "nothing keeps it"
            kept <- HashSet [ entry.Key ]
            Expect.isEmpty (found.Collect(room.Store, after 2.0)).Entries "something does now"
            Expect.isNotNull (room.Again().Find entry.Key) "still there"
        }

        test "an age condemns, of what nothing reaches, only what was long unused" {
            use room = new Storeroom()
            let old = made room.Store "ring" "old" 1
            let recent = made room.Store "ring" "recent" 2
            age room 40.0 old
            age room 20.0 recent
            let rules = GarbageRules(OlderThan = Nullable(TimeSpan.FromDays 30.0))
            let found = preview room rules
            Expect.equal (keys found) [ old.Key ] "the old one"
            found.Collect(room.Store, TimeProvider.System) |> ignore
            Expect.isNotNull (room.Again().Find recent.Key) "whole"
            Expect.isFalse (File.Exists(room.BlobFile old.Outputs[0])) "gone"
        }

        test "a size condemns the longest unused until the rest fits, and never what a root reaches" {
            use room = new Storeroom()
            let entries = [ for i in 1..6 -> made room.Store "ring" $"{i}" i ]
            entries |> List.iteri (fun i entry -> age room (60.0 - float i) entry)
            tag room.Store "paper" [ entries[0] ]
            let size = (preview room (GarbageRules())).StoreBytes
            // Two of nine thousand bytes must go.
            let rules = GarbageRules(MostBytes = Nullable(size - 10_000L))
            let found = preview room rules

            Expect.equal
                (List.sort (keys found |> List.map _.Hex))
                (List.sort [ entries[1].Key.Hex; entries[2].Key.Hex ])
                "the two oldest that no root reaches"

            let gone = found.Collect(room.Store, TimeProvider.System)
            Expect.equal gone.Blobs.Count 2 "with their contents"
            Expect.isLessThanOrEqual (preview room rules).StoreBytes (size - 10_000L) "it fits"
            Expect.isEmpty (preview room rules).Entries "nothing more goes"

            let all = preview room (GarbageRules(MostBytes = Nullable 0L))
            Expect.hasLength all.Entries 3 "even for nothing the tagged one stays"
        }

        test "a limit that is kept already deletes nothing" {
            use room = new Storeroom()
            age room 60.0 (made room.Store "ring" "a" 1)
            Expect.isEmpty (preview room (GarbageRules(MostBytes = Nullable 1_000_000L))).Entries "by size"
            Expect.isEmpty (preview room (GarbageRules(OlderThan = Nullable(TimeSpan.FromDays 90.0)))).Entries "by age"
        }

        test "an artifact that two results share counts for the size when the last goes" {
            use room = new Storeroom()

            let entries = [
                for name in [ "one"; "two" ] -> room.Store.Commit(entry name [ put room.Store "out" (noise 1 9000) ])
            ]

            entries |> List.iteri (fun i entry -> age room (60.0 - float i) entry)
            let size = (preview room (GarbageRules())).StoreBytes
            let found = preview room (GarbageRules(MostBytes = Nullable(size - 5_000L)))
            Expect.hasLength found.Entries 2 "the first alone frees next to nothing"
            Expect.hasLength found.Blobs 1 "one file"
        }

        test "the preview says of each experiment what it would compute again" {
            use room = new Storeroom()
            let shared = made room.Store "ring" "shared" 1
            let own = made room.Store "odr" "own" 2
            let clock = Clock(DateTimeOffset.UtcNow.AddDays -3.0)
            record room.Store clock "ring" [ shared ] |> ignore
            record room.Store clock "odr" [ shared; own ] |> ignore

            let found =
                GarbageCollection.Preview(room.Store, GarbageRules(KeepRuns = Nullable 0), after 2.0)

            Expect.equal
                [ for share in found.Shares -> share.Experiment, share.Results, share.Seconds ]
                [ "odr", 2, 3.0; "ring", 1, 1.5 ]
                "a shared one counts for both"

            Expect.equal found.Seconds 3.0 "and once in all"
            Expect.isGreaterThan found.Shares[0].Bytes 18_000L "with its contents"
            Expect.isGreaterThan found.Bytes (found.RunBytes + 18_000L) "records and contents"
        }

        test "a link in the store is not followed" {
            use room = new Storeroom()
            use other = new Storeroom()
            let treasure = Path.Combine(other.Root, "treasure")
            File.WriteAllText(treasure, "precious")
            File.SetLastWriteTimeUtc(treasure, DateTime.UtcNow.AddDays -90.0)

            Directory.CreateSymbolicLink(Path.Combine(room.Root, "blobs", "sha256", "zz"), other.Root)
            |> ignore

            let found = preview room (GarbageRules())
            Expect.isEmpty found.Blobs "what it leads to is not the store's"
            found.Collect(room.Store, TimeProvider.System) |> ignore
            Expect.isTrue (File.Exists treasure) "still there"
        }

        test "the status tells what every experiment takes, and what it shares" {
            use room = new Storeroom()
            let shared = made room.Store "ring" "shared" 1
            let own = made room.Store "odr" "own" 2
            // Another result of the same content: the artifact is shared, the entry is not.
            let twin = made room.Store "twin" "twin" 2
            record room.Store TimeProvider.System "odr" [ shared; own ] |> ignore
            tag room.Store "paper" [ twin ]
            RegisteredExperiment.Register(room.Store, "/a/study.yaml", "ring")
            let status = StoreStatus.Of room.Store
            let bytes (entry: StepEntry) = FileInfo(room.EntryFile entry).Length

            Expect.equal
                [
                    for share in status.Experiments -> share.Experiment, share.Entries, share.Runs
                ]
                [ "odr", 2, 1; "ring", 1, 0; "twin", 1, 0 ]
                "who made or used what"

            Expect.equal
                [ for share in status.Experiments -> share.Bytes ]
                [
                    bytes shared + bytes own + 18_000L
                    bytes shared + 9_000L
                    bytes twin + 9_000L
                ]
                "shared ones count for each"

            Expect.equal
                [ for share in status.Experiments -> share.SharedBytes ]
                [ bytes shared + 18_000L; bytes shared + 9_000L; 9_000L ]
                "and are told as shared"

            Expect.equal (status.Blobs.Count, status.Blobs.Bytes) (2, 18_000L) "once in all"
            Expect.equal (status.Tags.Count, status.Registered.Count) (1, 1) "tags and registered experiments"

            Expect.equal status.Bytes (room.Files "." |> Array.sumBy (fun file -> FileInfo(file).Length)) "all there is"
        }
    ]
