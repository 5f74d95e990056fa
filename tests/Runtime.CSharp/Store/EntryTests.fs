module Spindle.Tests.Store.EntryTests

open System
open System.Collections.Generic
open System.IO
open System.Text.Json.Nodes
open System.Threading.Tasks
open Expecto
open Spindle.Contracts
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Store.Storeroom

[<Tests>]
let tests =
    testList "store entries" [
        test "a step that was committed is found with all that was said of it" {
            use room = new Storeroom()

            let made =
                entry "a" [
                    put room.Store "small" (bytesOf "{}")
                    put room.Store "large" (noise 1 50_000)
                ]

            room.Store.Commit made |> ignore

            for store in [ room.Store; room.Again() ] do
                let found = nonNull (store.Find made.Key)
                Expect.equal found.KeyText made.KeyText "the text of its key"
                Expect.sequenceEqual found.Outputs made.Outputs "its outputs"

                Expect.equal
                    (CanonicalJson.Write found.Provenance)
                    (CanonicalJson.Write made.Provenance)
                    "its provenance"
        }

        test "a key that was never committed is not found" {
            use room = new Storeroom()
            Expect.isNull (room.Store.Find(keyOf "a")) "a miss"
            Expect.isEmpty room.Told "and nothing to tell"
        }

        test "a small step is one file" {
            use room = new Storeroom()

            room.Store.Commit(entry "a" [ put room.Store "x" (noise 1 4096); put room.Store "y" (noise 2 10) ])
            |> ignore

            room.Store.Flush()
            Expect.hasLength (room.Files ".") 1 "its entry"
        }

        test "the file of an entry is canonical JSON that other programs read" {
            use room = new Storeroom()
            let made = room.Store.Commit(entry "a" [ put room.Store "out" (bytesOf "{}") ])
            room.Store.Flush()
            let text = File.ReadAllText(room.EntryFile made)
            let json = nonNull (JsonNode.Parse text) |> _.AsObject()
            Expect.equal (CanonicalJson.Write json) text "canonical"

            Expect.equal
                (List.ofSeq json |> List.map _.Key)
                [ "#"; "format"; "key"; "outputs"; "provenance"; "text" ]
                "its members"

            Expect.equal (string (nonNull json["text"])) made.KeyText "the key text, as it was hashed"
        }

        test "the first result of a step stays, and one that differs is told" {
            use room = new Storeroom()
            let first = room.Store.Commit(entry "a" [ put room.Store "out" (bytesOf "first") ])

            let second =
                room.Store.Commit(entry "a" [ put room.Store "out" (bytesOf "second") ])

            Expect.equal (told second) (told first) "the first is returned"
            Expect.equal room.Told [ DiagnosticCodes.Disagreement ] "told"

            let third =
                room.Again().Commit(entry "a" [ put room.Store "out" (bytesOf "third") ])

            Expect.equal (told third) (told first) "in another process too"
        }

        test "an equal result is no difference" {
            use room = new Storeroom()

            for store in [ room.Store; room.Store; room.Again() ] do
                store.Commit(entry "a" [ put store "out" (noise 1 9000) ]) |> ignore

            Expect.isEmpty room.Told "nothing to tell"
        }

        test "of two that commit without seeing each other one stays, and the difference is told" {
            use room = new Storeroom()
            use other = room.Again()
            // After an entry that is written at once, the next waits for its group, so that neither sees the other's.
            let groups = [ room.Store, "one"; other, "other" ]

            for store, _ in groups do
                store.Commit(entry "opening" []) |> ignore

            for store, content in groups do
                store.Commit(entry "a" [ put store "out" (bytesOf content) ]) |> ignore

            room.Store.Flush()
            other.Flush()
            let standing = told (room.Again().Find(keyOf "a"))
            Expect.equal (told (room.Store.Find(keyOf "a"))) standing "both know the same"
            Expect.equal (told (other.Find(keyOf "a"))) standing "from then on"
            Expect.equal room.Told [ DiagnosticCodes.Disagreement ] "told once"
            Expect.isEmpty (room.Files "tmp") "nothing is left"
        }

        test "entries that come together are one group, and the process that made them knows them at once" {
            use room = new Storeroom()

            let made = [
                for i in 1..20 -> room.Store.Commit(entry $"{i}" [ put room.Store "out" (bytesOf $"{i}") ])
            ]

            for one in made do
                Expect.isNotNull (room.Store.Find one.Key) "known here"

                Expect.sequenceEqual
                    (read room.Store one.Outputs[0])
                    (bytesOf (string (nonNull one.Provenance["step"])))
                    "with its content"

            room.Store.Flush()
            let other = room.Again()

            for one in made do
                Expect.isNotNull (other.Find one.Key) "known elsewhere"
        }

        test "an output whose content is not in the store cannot be committed" {
            use room = new Storeroom()

            let lost = StoredOutput("out", ArtifactType.Record, Digest.Of "never written", 13L)

            Expect.throwsT<DamagedBlobException> (fun () -> room.Store.Commit(entry "a" [ lost ]) |> ignore) "refused"
            Expect.isNull (room.Store.Find(keyOf "a")) "and nothing is left"
        }

        test "a key that is not the digest of its text is refused" {
            use room = new Storeroom()
            let wrong = StepEntry(Digest.Of "other", "text", [], JsonObject())
            Expect.throwsT<ArgumentException> (fun () -> room.Store.Commit wrong |> ignore) "refused"
        }

        test "outputs are handed to another process with their small contents" {
            use room = new Storeroom()
            use other = room.Again()

            for content in [ noise 1 100; noise 2 100_000 ] do
                let output = put room.Store "out" content
                let packed = nonNull (JsonNode.Parse(room.Store.Pack(output).ToJsonString()))
                let unpacked = other.Unpack packed
                Expect.equal unpacked output "the same output"
                Expect.sequenceEqual (read other unpacked) content "its content"
        }

        test "an output that was packed by a liar is refused" {
            use room = new Storeroom()
            use other = room.Again()
            let packed = room.Store.Pack(put room.Store "out" (bytesOf "true"))
            packed["inline"] <- JsonValue.Create(Convert.ToBase64String(bytesOf "lies"))
            Expect.throwsT<FormatException> (fun () -> other.Unpack packed |> ignore) "its digest is another"
        }

        test "many threads and instances that commit the same steps agree" {
            use room = new Storeroom()
            let stores = [ room.Store; room.Again(); room.Again(); room.Again() ]

            let work (store: ContentStore) =
                Task.Run(fun () ->
                    for i in 1..50 do
                        let size = if i % 2 = 0 then 10 else 10_000
                        let made = entry $"{i}" [ put store "out" (noise i size) ]
                        let standing = store.Commit made
                        Expect.equal (told standing) (told made) "the same outputs"

                        Expect.sequenceEqual (read store standing.Outputs[0]) (noise i size) "the same content"

                    store.Flush())

            Task.WaitAll [| for store in stores @ stores -> work store |]
            Expect.isEmpty room.Told "no difference, no damage"
            Expect.isEmpty (room.Files "tmp") "no temporary file"
            Expect.hasLength (room.Files "steps") 50 "one entry a step"
            Expect.hasLength (room.Files "blobs") 25 "one blob a large content"
        }

        test "a result that is found is not written again" {
            use room = new Storeroom()
            let made = room.Store.Commit(entry "a" [ put room.Store "out" (noise 1 9000) ])
            room.Store.Flush()
            let files = [ room.EntryFile made; room.BlobFile made.Outputs[0] ]
            let before = files |> List.map File.GetLastWriteTimeUtc
            Expect.isNotNull (room.Again().Find made.Key) "found"
            Expect.equal (files |> List.map File.GetLastWriteTimeUtc) before "their times say so"
        }

        test "a result that is used after long is marked as used, its entry before its blobs" {
            use room = new Storeroom()
            let made = room.Store.Commit(entry "a" [ put room.Store "out" (noise 1 9000) ])
            room.Store.Flush()
            let files = [ room.EntryFile made; room.BlobFile made.Outputs[0] ]

            for file in files do
                File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays -2.0)

            Expect.isNotNull (room.Again().Find made.Key) "found"
            let used = files |> List.map File.GetLastWriteTimeUtc

            for time in used do
                Expect.isGreaterThan time (DateTime.UtcNow.AddHours -1.0) "used now"

            Expect.isLessThanOrEqual used[0] used[1] "the entry is not newer than its blob"
        }
    ]
