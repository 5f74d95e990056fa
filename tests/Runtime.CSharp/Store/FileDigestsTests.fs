module Spindle.Tests.Store.FileDigestsTests

open System
open System.IO
open Expecto
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Store.Storeroom
open Spindle.Tests.Store.RunTests

/// A folder with a large file that changed long ago, as far as programs can say that.
type private Desk() =
    let root = Directory.CreateTempSubdirectory("spindle-digests-").FullName
    let file = Path.Combine(root, "recording.bin")
    let memory = Path.Combine(root, "digests")
    do File.WriteAllBytes(file, noise 1 2_000_000)
    member _.File = file
    member _.Memory = memory

    member _.Digest() =
        Digest.Of(ReadOnlySpan(File.ReadAllBytes file))

    member _.Remembered =
        if Directory.Exists memory then
            Directory.GetFiles memory
        else
            [||]

    /// Digests as one makes them who comes an hour later: the file has long been as it is.
    member _.Digests = FileDigests(memory, Clock(DateTimeOffset.UtcNow.AddHours 1.0))

    interface IDisposable with
        member _.Dispose() = Directory.Delete(root, true)

/// Makes the memory say something else, so that an answer from it is known from one that was computed.
let private forge (desk: Desk) =
    let path = Seq.exactlyOne desk.Remembered
    let text = File.ReadAllText path
    let right = desk.Digest().Hex
    let rest = text[72..].Replace(right, String('0', 64))
    File.WriteAllText(path, $"{{\"#\":\"{(Digest.Of rest).Hex}\"," + rest)

[<Tests>]
let tests =
    testList "digests of input files" [
        test "a large file that did not change is not read again" {
            use desk = new Desk()
            let digests = desk.Digests
            let first = digests.Of desk.File
            Expect.equal first.Digest (desk.Digest()) "computed"
            Expect.isTrue first.Seen.HasValue "and what it looked like is known"
            Expect.hasLength desk.Remembered 1 "one small file"
            forge desk

            Expect.equal
                (digests.Of desk.File).Digest.Hex
                (String('0', 64))
                "the second time it is remembered, not read"

            Expect.equal (FileDigests(null).Of desk.File).Digest (desk.Digest()) "unless nothing may be remembered"
        }

        test "a change is noticed though size and time of change are as before" {
            use desk = new Desk()
            let digests = desk.Digests
            digests.Of desk.File |> ignore
            let time = File.GetLastWriteTimeUtc desk.File

            do
                use stream = File.OpenWrite desk.File
                stream.WriteByte 99uy

            File.SetLastWriteTimeUtc(desk.File, time)
            Expect.equal (digests.Of desk.File).Digest (desk.Digest()) "the time that no program can set tells"
        }

        test "another file in its place is noticed" {
            use desk = new Desk()
            let digests = desk.Digests
            digests.Of desk.File |> ignore
            let time = File.GetLastWriteTimeUtc desk.File
            File.WriteAllBytes(desk.File + ".new", noise 2 2_000_000)
            File.SetLastWriteTimeUtc(desk.File + ".new", time)
            File.Move(desk.File + ".new", desk.File, true)
            Expect.equal (digests.Of desk.File).Digest (desk.Digest()) "another inode"
        }

        test "nothing is remembered of a file that has just changed" {
            use desk = new Desk()
            let found = FileDigests(desk.Memory).Of desk.File
            Expect.equal found.Digest (desk.Digest()) "computed"
            Expect.isFalse found.Seen.HasValue "it could change again and look the same"
            Expect.isEmpty desk.Remembered "nothing"
        }

        test "a damaged memory is none" {
            use desk = new Desk()
            let digests = desk.Digests
            digests.Of desk.File |> ignore
            let path = Seq.exactlyOne desk.Remembered
            let whole = File.ReadAllBytes path

            for damaged in
                [
                    [||]
                    whole[.. whole.Length / 2]
                    Array.mapi (fun i value -> if i = 100 then value ^^^ 1uy else value) whole
                ] do
                File.WriteAllBytes(path, damaged)
                Expect.equal (digests.Of desk.File).Digest (desk.Digest()) "read anew"
                Expect.equal (File.ReadAllBytes path) whole "and remembered again"
        }

        test "a memory that cannot be written does no harm" {
            use desk = new Desk()
            File.WriteAllText(desk.Memory, "a file where the folder should be")
            Expect.equal (desk.Digests.Of desk.File).Digest (desk.Digest()) "computed"
        }

        test "small files are not worth remembering" {
            use desk = new Desk()
            File.WriteAllText(desk.File, "short")
            let found = desk.Digests.Of desk.File
            Expect.isTrue found.Seen.HasValue "what it looked like is known"
            Expect.isEmpty desk.Remembered "nothing is written"
        }

        test "a file that looks as it did goes to a worker with what it looked like" {
            use desk = new Desk()
            let found = desk.Digests.Of desk.File
            Expect.isTrue found.Seen.HasValue "what it looked like is known"
            Expect.equal (FrozenFile.Read(found.ToJson())) found "as it went"
            let plain = FrozenFile("/a", Digest.Of "a")
            Expect.equal (FrozenFile.Read(plain.ToJson())) plain "and without"
        }
    ]
