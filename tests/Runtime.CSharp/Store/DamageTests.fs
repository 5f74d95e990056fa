module Spindle.Tests.Store.DamageTests

open System
open System.IO
open System.Threading
open Expecto
open Spindle.Contracts
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Store.Storeroom

let private overwrite (path: string) (change: byte[] -> byte[]) =
    let content = File.ReadAllBytes path
    File.SetUnixFileMode(path, UnixFileMode.UserRead ||| UnixFileMode.UserWrite)
    File.WriteAllBytes(path, change content)

let private flip (at: int) (content: byte[]) =
    let copy = Array.copy content
    copy[at] <- copy[at] ^^^ 0x10uy
    copy

/// What may happen to a file on a disk, by name.
let private damages: (string * (string -> unit)) list = [
    "a flipped byte", (fun path -> overwrite path (fun content -> flip (content.Length / 2) content))
    "a lost end", (fun path -> overwrite path (fun content -> content[.. content.Length / 2]))
    "emptiness", (fun path -> overwrite path (fun _ -> [||]))
    "other bytes at the end", (fun path -> overwrite path (fun content -> Array.append content [| 1uy |]))
    "a folder in its place",
    (fun path ->
        File.Delete path
        Directory.CreateDirectory path |> ignore)
]

/// Commits a step with a small and a large output, anew.
let private make (store: ContentStore) =
    store.Commit(entry "a" [ put store "small" (bytesOf "small"); put store "large" (noise 1 70_000) ])

let private refuses (store: ContentStore) (output: StoredOutput) =
    Expect.throwsT<DamagedBlobException> (fun () -> (store.Open output).Dispose()) "not used"

[<Tests>]
let tests =
    testList "store damage" [
        for name, damage in damages do
            test $"a blob with {name} is never used, told, set aside and made again" {
                use room = new Storeroom()
                let large = (make room.Store).Outputs[1]
                use other = room.Again()
                damage (room.BlobFile large)
                refuses other large
                Expect.contains room.Told DiagnosticCodes.BlobDamaged "told"
                Expect.isFalse (File.Exists(room.BlobFile large)) "no longer in its place"
                Expect.isNull (other.Find(keyOf "a")) "the step counts as unknown"
                make other |> ignore
                Expect.sequenceEqual (read other large) (noise 1 70_000) "made again"
            }

            test $"an entry with {name} is never used, told, set aside and made again" {
                use room = new Storeroom()
                let made = make room.Store
                use other = room.Again()
                damage (room.EntryFile made)
                Expect.isNull (other.Find made.Key) "the step counts as unknown"
                Expect.equal (told (make other)) (told made) "made again"
                other.Flush()
                Expect.equal (told (room.Again().Find made.Key)) (told made) "and found from then on"

                Expect.equal
                    (List.distinct room.Told)
                    [ DiagnosticCodes.EntryDamaged ]
                    "told, and told apart from a difference"

                Expect.hasLength (Directory.GetFileSystemEntries(Path.Combine(room.Root, "quarantine"))) 1 "set aside"
            }

        test "every single flipped byte of an entry is noticed" {
            use room = new Storeroom()
            let made = room.Store.Commit(entry "a" [ put room.Store "out" (bytesOf "content") ])
            room.Store.Flush()
            let path = room.EntryFile made
            let whole = File.ReadAllBytes path
            use other = room.Again()

            for at in 0 .. whole.Length - 1 do
                File.WriteAllBytes(path, flip at whole)
                Expect.isNull (other.Find made.Key) $"byte {at}"

            File.WriteAllBytes(path, whole)
            Expect.isNotNull (other.Find made.Key) "whole again"
        }

        test "a blob that is damaged after it was read is noticed at the next reading" {
            use room = new Storeroom()
            let large = (make room.Store).Outputs[1]
            Expect.sequenceEqual (read room.Store large) (noise 1 70_000) "right at first"
            let times = File.GetLastWriteTimeUtc(room.BlobFile large)
            overwrite (room.BlobFile large) (flip 5)
            File.SetLastWriteTimeUtc(room.BlobFile large, times)
            refuses room.Store large
        }

        test "a blob that was deleted is a miss, told once, and nothing is set aside" {
            use room = new Storeroom()
            let made = make room.Store
            use other = room.Again()
            File.Delete(room.BlobFile made.Outputs[1])
            Expect.isNull (other.Find made.Key) "a miss"
            Expect.isNull (other.Find made.Key) "still"
            Expect.equal room.Told [ DiagnosticCodes.BlobMissing ] "told once"
            Expect.isEmpty (room.Files "quarantine") "nothing to look at"
            Expect.isNotNull (other.Recall made.Key) "its explanation is still there"
            refuses other made.Outputs[1]
        }

        test "an entry that was deleted is a miss, and its small contents are missing" {
            use room = new Storeroom()
            let made = make room.Store
            use other = room.Again()
            File.Delete(room.EntryFile made)
            Expect.isNull (other.Find made.Key) "a miss"
            refuses other made.Outputs[0]
        }

        test "an entry under another key's name is not used" {
            use room = new Storeroom()
            let made = make room.Store
            use other = room.Again()
            let wrong = entry "b" []

            Directory.CreateDirectory(nonNull (Path.GetDirectoryName(room.EntryFile wrong)))
            |> ignore

            File.Copy(room.EntryFile made, room.EntryFile wrong)
            Expect.isNull (other.Find wrong.Key) "not that step's result"
            Expect.equal room.Told [ DiagnosticCodes.EntryDamaged ] "told"
        }

        test "a result that comes out otherwise after its blob was lost replaces the entry, and is told" {
            use room = new Storeroom()
            let made = make room.Store
            use other = room.Again()
            File.Delete(room.BlobFile made.Outputs[1])
            let second = other.Commit(entry "a" [ put other "large" (noise 2 70_000) ])
            other.Flush()
            Expect.equal (told (room.Again().Find made.Key)) (told second) "the one that can be read"
            Expect.contains room.Told DiagnosticCodes.Disagreement "told"
        }

        test "any folder of the store may be deleted while it is open" {
            use room = new Storeroom()

            for folder in [ "blobs"; "steps"; "locks"; "quarantine"; "runs"; "tmp" ] do
                Directory.Delete(Path.Combine(room.Root, folder), true)

            let made = make room.Store
            room.Store.Flush()
            Expect.isNotNull (room.Again().Find made.Key) "it goes on"
        }

        test "a store in a place that is a file says so" {
            use room = new Storeroom()
            let file = Path.Combine(room.Root, "file")
            File.WriteAllText(file, "")

            let problem =
                Expect.throwsC (fun () -> (ContentStore.Open file).Dispose()) (fun problem ->
                    problem :?> StoreException)

            Expect.stringStarts problem.Code "SPN7" "coded"
            Expect.stringContains problem.Message file "with its place"
            Expect.isNotNull problem.Hint "and what to do"
        }

        test "a path that is too long says so" {
            use room = new Storeroom()
            let long = Path.Combine(room.Root, String('x', 300))

            let problem =
                Expect.throwsC (fun () -> (ContentStore.Open long).Dispose()) (fun problem ->
                    problem :?> StoreException)

            Expect.equal problem.Code DiagnosticCodes.StorePathTooLong "coded"
        }

        test "a store that may not be written reads, says so when written, and leaves nothing half-written" {
            if Environment.UserName = "root" then
                skiptest "root may write everywhere"

            use room = new Storeroom()
            let made = make room.Store
            use other = room.Again()
            let folders = Directory.GetDirectories(room.Root, "*", SearchOption.AllDirectories)
            let readable = UnixFileMode.UserRead ||| UnixFileMode.UserExecute

            for folder in folders do
                File.SetUnixFileMode(folder, readable)

            try
                Expect.isNotNull (other.Find made.Key) "read"

                let problem =
                    Expect.throwsC (fun () -> put other "out" (noise 3 9000) |> ignore) (fun problem ->
                        problem :?> StoreException)

                Expect.equal problem.Code DiagnosticCodes.StoreForbidden "told"
            finally
                for folder in folders do
                    File.SetUnixFileMode(folder, readable ||| UnixFileMode.UserWrite)

            Expect.isEmpty (room.Files "tmp") "nothing is left"
        }

        test "what cannot be written is told, nothing is half-written, and the store goes on where it can" {
            use room = new Storeroom()
            let temporary = Path.Combine(room.Root, "tmp")
            make room.Store |> ignore
            room.Store.Flush()
            Directory.Delete temporary
            File.WriteAllText(temporary, "in the way")

            Expect.throwsT<StoreException> (fun () -> put room.Store "out" (noise 3 9000) |> ignore) "a large content"

            Expect.throwsT<StoreException>
                (fun () ->
                    room.Store.Commit(entry "b" [ put room.Store "out" (bytesOf "small") ])
                    |> ignore

                    room.Store.Flush())
                "an entry"

            File.Delete temporary

            room.Store.Commit(entry "b" [ put room.Store "out" (bytesOf "small") ])
            |> ignore

            room.Store.Flush()
            Expect.isNotNull (room.Again().Find(keyOf "b")) "it goes on"
            Expect.isEmpty (room.Files "tmp") "nothing is left"
        }

        test "a file where a folder of the store belongs is set aside, told, and the store goes on" {
            use room = new Storeroom()
            let made = make room.Store
            use other = room.Again()

            for file in [ room.EntryFile made; room.BlobFile made.Outputs[1] ] do
                let folder = string (Path.GetDirectoryName file)
                Directory.Delete(folder, true)
                File.WriteAllText(folder, "in the way")

            Expect.isNull (other.Find made.Key) "the step counts as unknown"
            make other |> ignore
            other.Flush()
            Expect.isNotNull (room.Again().Find made.Key) "made again"

            Expect.equal
                (room.Told
                 |> List.filter (fun code -> code = DiagnosticCodes.InTheWay)
                 |> List.length)
                2
                "told of both"
        }

        test "a link to nowhere in place of a blob or of an entry is set aside" {
            use room = new Storeroom()
            let made = make room.Store
            use other = room.Again()

            for file in [ room.BlobFile made.Outputs[1]; room.EntryFile made ] do
                File.Delete file
                File.CreateSymbolicLink(file, "/nowhere") |> ignore
                Expect.isNull (other.Find made.Key) "a miss"
                Expect.isNull (FileInfo(file).LinkTarget) "no longer there"

            Expect.equal room.Told [ DiagnosticCodes.BlobDamaged; DiagnosticCodes.EntryDamaged ] "told"
        }

        test "what could not be written when a store is closed is not written later, and its lock is free" {
            use room = new Storeroom()
            let store = room.Again()
            let temporary = Path.Combine(room.Root, "tmp")
            store.Commit(entry "opening" []) |> ignore

            let held =
                StepLock.AcquireAsync(store, keyOf "a", CancellationToken.None).GetAwaiter().GetResult()
                |> nonNull

            store.Commit(entry "a" [ put store "out" (bytesOf "small") ]) |> ignore
            held.Dispose()
            Directory.Delete(temporary, true)
            File.WriteAllText(temporary, "in the way")
            Expect.throwsT<StoreException> (fun () -> store.Dispose()) "told"
            File.Delete temporary
            Expect.isEmpty (room.Files "locks") "the lock is free"
            Expect.isNull (room.Again().Find(keyOf "a")) "it was not kept"
        }
    ]
