module Spindle.Tests.Store.VerificationTests

open System
open System.IO
open System.Text.Json.Nodes
open System.Threading
open Expecto
open Spindle.Store
open Spindle.Tests.Store.Storeroom

let private writable = UnixFileMode.UserRead ||| UnixFileMode.UserWrite

let private flip (path: string) =
    File.SetUnixFileMode(path, writable)
    let content = File.ReadAllBytes path
    content[content.Length / 2] <- content[content.Length / 2] ^^^ 1uy
    File.WriteAllBytes(path, content)

let private filled (room: Storeroom) =
    let made = [
        for i in 1..4 ->
            room.Store.Commit(entry $"{i}" [ put room.Store "s" (noise i 10); put room.Store "l" (noise i 9000) ])
    ]

    let folder = RunFolder.Create(room.Store, TimeProvider.System)
    use writer = folder.Begin("ring", JsonObject(), TimeProvider.System)
    writer.End RunState.Finished
    room.Store.Flush()
    made, folder

let private verify (store: ContentStore) =
    StoreVerification.Of(store, CancellationToken.None)

[<Tests>]
let tests =
    testList "store verification" [
        test "a whole store is sound" {
            use room = new Storeroom()
            filled room |> ignore
            let found = verify room.Store
            Expect.isTrue found.IsSound "nothing to find"
            Expect.equal (found.Entries, found.Blobs, found.Bytes) (4, 4, 36_000L) "counted"
        }

        test "everything that is damaged is found, set aside, and not found again" {
            use room = new Storeroom()
            let made, folder = filled room
            flip (room.BlobFile made[0].Outputs[1])
            flip (room.EntryFile made[1])
            File.Delete(room.BlobFile made[2].Outputs[1])
            flip (folder.File "run.json")
            File.WriteAllText(Path.Combine(room.Root, "blobs", "stray"), "stray")
            File.WriteAllText(Path.Combine(room.Root, "blobs", "sha256", "stray"), "stray")
            let found = verify room.Store
            Expect.equal found.DamagedEntries.Count 1 "an entry"

            Expect.equal
                (List.ofSeq found.DamagedBlobs)
                [ made[0].Outputs[1].Digest.Hex; "stray" ]
                "a blob and what is none"

            Expect.equal (List.ofSeq found.DamagedRuns) [ $"{folder.Name}/run.json" ] "a record"

            Expect.equal
                (List.sort (List.ofSeq found.Incomplete))
                (List.sort [ made[0].Key.Hex; made[2].Key.Hex ])
                "two lack a blob"

            Expect.equal (found.Entries, found.Blobs) (1, 2) "the rest is whole"
            Expect.isFalse found.IsSound "said"
            Expect.hasLength (room.Files "quarantine") 4 "set aside"
            let again = verify room.Store
            Expect.equal (again.DamagedEntries.Count + again.DamagedBlobs.Count + again.DamagedRuns.Count) 0 "only once"
        }

        test "verification does not trust what was read before" {
            use room = new Storeroom()
            let made, _ = filled room
            let output = made[0].Outputs[1]
            read room.Store output |> ignore
            flip (room.BlobFile output)
            Expect.equal (List.ofSeq (verify room.Store).DamagedBlobs) [ output.Digest.Hex ] "found"
        }

        test "verification can be ended" {
            use room = new Storeroom()
            filled room |> ignore

            Expect.throwsT<OperationCanceledException>
                (fun () -> StoreVerification.Of(room.Store, CancellationToken true) |> ignore)
                "ended"
        }

        test "the status counts what there is, by operation" {
            use room = new Storeroom()
            filled room |> ignore
            let status = StoreStatus.Of room.Store

            Expect.equal
                (status.Entries.Count, status.Blobs.Count, status.Blobs.Bytes, status.Runs.Count)
                (4, 4, 36_000L, 1)
                "counted"

            let share = Seq.exactlyOne status.Operations

            Expect.equal
                (share.Operation, share.Entries, share.Bytes, share.Seconds)
                ("toy/make", 4, 36_040L, 6.0)
                "by operation"

            Expect.equal status.Bytes (status.Entries.Bytes + status.Blobs.Bytes + status.Runs.Bytes) "in all"
            Expect.equal status.Quarantine.Count 0 "nothing was set aside"
        }
    ]
