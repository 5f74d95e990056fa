module Spindle.Tests.Store.BlobTests

open System
open System.IO
open Expecto
open FsCheck
open FsCheck.FSharp
open Spindle.Contracts
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Store.Storeroom

/// Contents on both sides of all the sizes at which the store treats them otherwise.
let private sizes = [ 0; 1; 4095; 4096; 4097; 65_535; 65_536; 65_537; 1_500_000 ]

[<Tests>]
let tests =
    testList "store blobs" [
        test "contents of every size come back as they were, here and in another process" {
            use room = new Storeroom()

            let outputs = [
                for size in sizes ->
                    let content = noise size size
                    content, put room.Store $"of {size}" content
            ]

            room.Store.Commit(entry "sizes" (List.map snd outputs)) |> ignore
            let other = room.Again()
            Expect.isNotNull (other.Find(keyOf "sizes")) "the other finds the entry"

            for content, output in outputs do
                Expect.equal output.Size content.LongLength "its size"
                Expect.equal output.Digest (Digest.Of(ReadOnlySpan content)) "its digest is that of its bytes"
                Expect.sequenceEqual (read room.Store output) content "here"
                Expect.sequenceEqual (read other output) content "there"
        }

        test "a content can be read as a stream, again and again" {
            use room = new Storeroom()
            let content = noise 1 100_000
            use opened = room.Store.Open(put room.Store "out" content)

            for _ in 1..2 do
                use stream = opened.OpenStream()
                use copy = new MemoryStream()
                stream.CopyTo copy
                Expect.sequenceEqual (copy.ToArray()) content "the same bytes"
        }

        test "a blob that is never finished leaves nothing" {
            use room = new Storeroom()

            for size in [ 10; 100_000 ] do
                use blob = room.Store.NewBlob()
                blob.Stream.Write(noise 1 size, 0, size)

            Expect.isEmpty (room.Files "blobs") "no blob"
            Expect.isEmpty (room.Files "tmp") "no temporary file"
        }

        test "a finished blob leaves no temporary file, and nobody may write it" {
            use room = new Storeroom()
            let output = put room.Store "out" (noise 1 10_000)
            Expect.isEmpty (room.Files "tmp") "moved away"

            Expect.equal
                (File.GetUnixFileMode(room.BlobFile output))
                (UnixFileMode.UserRead ||| UnixFileMode.GroupRead ||| UnixFileMode.OtherRead)
                "0444"
        }

        test "nothing can be written after the finish, which happens once" {
            use room = new Storeroom()
            use blob = room.Store.NewBlob()
            blob.Finish() |> ignore
            Expect.throwsT<ObjectDisposedException> (fun () -> blob.Stream.WriteByte 1uy) "closed"
            Expect.throwsT<InvalidOperationException> (fun () -> blob.Finish() |> ignore) "once"
        }

        test "equal contents are one file" {
            use room = new Storeroom()
            let first = put room.Store "a" (noise 1 10_000)
            let second = put room.Store "b" (noise 1 10_000)
            Expect.equal first.Digest second.Digest "one digest"
            Expect.hasLength (room.Files "blobs") 1 "one file"
        }

        test "a content that is mapped survives the deletion of its file" {
            use room = new Storeroom()
            let content = noise 1 200_000
            let output = put room.Store "out" content
            use opened = room.Store.Open output
            File.Delete(room.BlobFile output)
            Expect.sequenceEqual (opened.Memory.ToArray()) content "still there for whoever has it"
        }

        test "memory that was handed out is refused after the content is disposed" {
            use room = new Storeroom()
            let opened = room.Store.Open(put room.Store "out" (noise 1 200_000))
            let memory = opened.Memory
            opened.Dispose()
            Expect.throwsT<ObjectDisposedException> (fun () -> memory.ToArray() |> ignore) "told, and no crash"
        }

        test "a digest that climbs out of the store is refused" {
            use room = new Storeroom()

            let hostile =
                StoredOutput("out", ArtifactType.Record, Digest("../../../../etc/passwd"), 1L)

            Expect.throwsT<ArgumentException> (fun () -> room.Store.Open hostile |> ignore) "refused"
        }

        testProperty "what is put in any order comes back, piece by piece as it was written"
        <| fun (pieces: NonEmptyArray<NonEmptyArray<byte>>, copies: PositiveInt) ->
            use room = new Storeroom()

            let contents = [
                for i in 1 .. min copies.Get 4 ->
                    [
                        for piece in pieces.Get do
                            yield! Seq.replicate (i * i * 97) piece.Get
                    ]
            ]

            let outputs = [
                for content in contents ->
                    use blob = room.Store.NewBlob()

                    for piece in content do
                        blob.Stream.Write(piece, 0, piece.Length)

                    let struct (digest, size) = blob.Finish()
                    StoredOutput("out", ArtifactType.Record, digest, size)
            ]

            List.forall2
                (fun output (content: byte[] list) -> read room.Store output = Array.concat content)
                outputs
                contents

        test "many writers that make the same folder at the same moment all succeed" {
            let content = noise 3 (2 * ContentStore.InlineLimit)

            for _ in 1..50 do
                use room = new Storeroom()
                use together = new System.Threading.Barrier 4

                System.Threading.Tasks.Parallel.Invoke(
                    System.Threading.Tasks.ParallelOptions(MaxDegreeOfParallelism = 4),
                    [|
                        for _ in 1..4 ->
                            System.Action(fun () ->
                                use blob = room.Store.NewBlob()
                                blob.Stream.Write(content, 0, content.Length)
                                together.SignalAndWait 1000 |> ignore
                                blob.Finish() |> ignore)
                    |]
                )
        }
    ]
