module Spindle.Tests.Faults.LinkTests

open System
open System.IO
open Expecto
open Spindle.Contracts
open Spindle.Store
open Spindle.Tests.EndToEnd
open Spindle.Tests.Faults.InProcess

/// A folder on another file system than that of the tests' folders.
type private Elsewhere() =
    let path =
        if Directory.Exists "/dev/shm" then
            Path.Combine("/dev/shm", $"spindle-test-{Guid.NewGuid():N}")
        else
            skiptest "there is no second file system"

    do Directory.CreateDirectory path |> ignore
    member _.Path = path

    interface IDisposable with
        member _.Dispose() = Directory.Delete(path, true)

let private link (place: string) (target: string) =
    File.CreateSymbolicLink(place, target) |> ignore

/// Moves a folder of the store elsewhere and leaves a link to it.
let private moveAway (elsewhere: Elsewhere) (folder: string) =
    let target = Path.Combine(elsewhere.Path, Path.GetFileName folder |> string)
    Directory.CreateDirectory target |> ignore

    if Directory.Exists folder then
        for file in Directory.GetFiles folder do
            File.Move(file, Path.Combine(target, string (Path.GetFileName file)))

        Directory.Delete(folder, true)

    link folder target

[<Tests>]
let tests =
    Campaign.inTurn
    <| testList "faults: links in odd places of a store" [
        for parts in
            [
                [ "tmp" ]
                [ "steps" ]
                [ "blobs/sha256" ]
                [ "runs" ]
                [ "locks"; "quarantine" ]
                [ "blobs/sha256"; "steps"; "runs"; "locks"; "quarantine" ]
            ] do
            let names = String.Join(", ", parts)

            test $"{names} on another file system: everything works, and nothing stays half-written" {
                use folder = new Command.Folder()
                use elsewhere = new Elsewhere()
                let expected = (run (folder.File "undisturbed")).Digests
                let root = folder.File "store"
                (ContentStore.Open root).Dispose()

                for part in parts do
                    moveAway elsewhere (Path.Combine(root, part))

                Expect.equal (run root).Digests expected "every artifact"
                Expect.equal (run root).Executed 0 "known from then on"
                let found, told = verify root
                Expect.isTrue found.IsSound $"sound: {found}"
                Expect.isEmpty told "nothing to tell"
                Expect.isEmpty (Directory.GetFiles(Path.Combine(root, "tmp"))) "no temporary file"

                let blob =
                    Directory.GetFiles(Path.Combine(root, "blobs", "sha256"), "*", SearchOption.AllDirectories)[0]

                File.SetUnixFileMode(blob, UnixFileMode.UserRead ||| UnixFileMode.UserWrite)
                File.WriteAllText(blob, "damaged")
                let mended = run root
                Expect.contains mended.Told DiagnosticCodes.BlobDamaged "damage is told"
                Expect.equal mended.Digests expected "and mended"
            }

        test "what a dead process left beside a place on another file system is collected" {
            use room = new Spindle.Tests.Store.Storeroom.Storeroom()
            let folder = Path.Combine(room.Root, "blobs", "sha256", "ab")
            Directory.CreateDirectory folder |> ignore
            let mine = Path.GetFileName(room.Store.Folders.NewTemporary()) |> string
            let parts = mine.Split '-'
            let dead = $"{parts[0]}-{Int32.MaxValue}-{parts[2]}"

            for name in [ mine; dead ] do
                File.WriteAllText(Path.Combine(folder, name), "half")

            let found, _ = verify room.Root
            Expect.isTrue found.IsSound "it is no blob, and no damage"

            GarbageCollection
                .Preview(room.Store, GarbageRules(), TimeProvider.System)
                .Collect(room.Store, TimeProvider.System)
            |> ignore

            Expect.equal (Directory.GetFiles folder) [| Path.Combine(folder, mine) |] "only that of the living stays"
        }

        test "a store that is itself a link, and blobs that are links, are read through them" {
            use folder = new Command.Folder()
            let expected = (run (folder.File "real")).Digests
            link (folder.File "store") (folder.File "real")

            for blob in Directory.GetFiles(folder.File "real/blobs", "*", SearchOption.AllDirectories) do
                let moved = folder.File(string (Path.GetFileName blob))
                File.Move(blob, moved)
                link blob moved

            let again = run (folder.File "store")
            Expect.equal (again.Executed, again.Digests) (0, expected) "all known"
            Expect.isTrue (fst (verify (folder.File "store"))).IsSound "sound"
        }

        test "links that lead back up end no walk through the store" {
            use folder = new Command.Folder()
            let root = folder.File "store"
            let expected = (run root).Digests

            for place in
                [
                    "blobs/sha256/aa/up"
                    "blobs/sha256/up"
                    "steps/up"
                    "runs/up"
                    "tmp/up"
                    "locks/up"
                ] do
                Directory.CreateDirectory(string (Path.GetDirectoryName(Path.Combine(root, place))))
                |> ignore

                link (Path.Combine(root, place)) ".."

            ask root |> ignore
            verify root |> ignore
            Expect.equal (run root).Digests expected "every artifact"
        }

        test "folders that are links to nowhere are refused in words" {
            use folder = new Command.Folder()
            folder.Write("study.yaml", Cloth.text 1 2 2 0 0)

            for part in [ "blobs"; "steps"; "runs"; "tmp"; "locks"; "quarantine" ] do
                let root = folder.File $"store-{part}"
                Directory.CreateDirectory root |> ignore
                link (Path.Combine(root, part)) "/nowhere/at/all"
                let finished = Cloth.run folder.Path [ "run"; "study.yaml"; "--store"; root ]
                Expect.equal finished.Exit 4 $"{part}: {finished.Error}"
                Expect.stringContains finished.Error "error SPN7" part
                Expect.isFalse (finished.Error.Contains "   at ") $"no stack trace: {finished.Error}"
        }
    ]
