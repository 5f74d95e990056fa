module Spindle.Tests.Store.ArchiveTests

open System
open System.Formats.Tar
open System.IO
open System.Security.Cryptography
open System.Text
open System.Threading
open Expecto
open Spindle.Contracts
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Store.Storeroom

/// A store with three results: a small one, one of a large content that two share.
let private filled (room: Storeroom) = [
    for name, contents in
        [
            "small", [ noise 1 10 ]
            "large", [ noise 2 9000; noise 3 20 ]
            "shared", [ noise 2 9000; noise 4 70_000 ]
        ] -> room.Store.Commit(entry name [ for i, content in List.indexed contents -> put room.Store $"{i}" content ])
]

let private exported (room: Storeroom) (entries: StepEntry list) compress =
    let stream = new MemoryStream()

    StudyArchive.Write(room.Store, "ring", [ for entry in entries -> entry.Key ], stream, compress)
    |> ignore

    stream.ToArray()

let private imported (room: Storeroom) (archive: byte[]) =
    ArchiveImport.Read(room.Store, new MemoryStream(archive), CancellationToken.None)

let private problem (import: ArchiveImport) = (nonNull import.Problem).Code

/// The files of an archive, as any tar reader finds them.
let private files (archive: byte[]) = [
    use reader = new TarReader(new MemoryStream(archive))
    let mutable next = reader.GetNextEntry true

    while not (isNull next) do
        let file = nonNull next

        let content =
            match file.DataStream with
            | null -> [||]
            | stream ->
                let copy = new MemoryStream()
                stream.CopyTo copy
                copy.ToArray()

        file.Name, content
        next <- reader.GetNextEntry true
]

/// Writes a tar of files that may be anything.
let private tar (write: TarWriter -> unit) =
    let stream = new MemoryStream()

    do
        use writer = new TarWriter(stream, TarEntryFormat.Ustar, true)
        write writer

    stream.ToArray()

let private file (writer: TarWriter) (name: string, content: byte[]) =
    writer.WriteEntry(UstarTarEntry(TarEntryType.RegularFile, name, DataStream = new MemoryStream(content)))

let private archiveOf (all: (string * byte[]) list) =
    tar (fun writer -> all |> List.iter (file writer))

/// A file as an archive's index would have it: sealed as ours are.
let private sealed' (rest: string) =
    let rest = rest + "}"
    let digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes rest))
    Encoding.UTF8.GetBytes($"{{\"#\":\"{digest}\"," + rest)

let private index (files: (string * string * int64) list) =
    let files =
        files
        |> List.map (fun (kind, digest, size) ->
            if kind = "step" then
                $"{{\"size\":{size},\"step\":\"{digest}\"}}"
            else
                $"{{\"blob\":\"{digest}\",\"size\":{size}}}")

    let listed = String.concat "," files
    "spindle-archive.json", sealed' $"\"experiment\":\"ring\",\"files\":[{listed}],\"format\":1"

let private hex (content: byte[]) = (Digest.Of(ReadOnlySpan content)).Hex

let private blobName (digest: string) = $"blobs/sha256/{digest[..1]}/{digest}"

[<Tests>]
let tests =
    testList "archives" [
        test "what goes out of one store comes into another, bit for bit" {
            for compress in [ false; true ] do
                use here = new Storeroom()
                use there = new Storeroom()
                let entries = filled here
                let import = imported there (exported here entries compress)
                Expect.isNull import.Problem "sound"
                Expect.equal (import.Experiment, import.Promised, import.Blobs) ("ring", 3, 2) "told"
                Expect.hasLength import.Added 3 "all new"
                let store = there.Again()

                for entry in entries do
                    let found = nonNull (store.Find entry.Key)
                    Expect.equal (told found) (told entry) "the outputs"
                    Expect.equal found.KeyText entry.KeyText "the key's text"

                    Expect.equal
                        (found.Provenance.ToJsonString())
                        (entry.Provenance.ToJsonString())
                        "where it came from"

                    for output in entry.Outputs do
                        Expect.equal (read store output) (read here.Store output) "the contents"

                Expect.isTrue (StoreVerification.Of(store, CancellationToken.None)).IsSound "sound"
                Expect.isEmpty (there.Files "tmp") "nothing is left"
        }

        test "the same results give the same bytes, whichever store they come from" {
            use here = new Storeroom()
            use there = new Storeroom()
            let entries = filled here
            let first = exported here entries false
            Expect.equal (exported here (List.rev entries) false) first "in any order"
            imported there first |> ignore
            Expect.equal (exported there entries false) first "from the other store"
            Expect.equal (exported here entries true) (exported there entries true) "compressed too"
        }

        test "any tar reader finds an index, contents by their digest and entries by their key" {
            use room = new Storeroom()
            let entries = filled room
            let all = files (exported room entries false)
            Expect.equal (fst all.Head) "spindle-archive.json" "the index comes first"

            for name, content in all.Tail do
                if name.StartsWith "blobs/" then
                    Expect.equal name (blobName (hex content)) "named by its digest"
                else
                    let key = Path.GetFileNameWithoutExtension name |> nonNull

                    Expect.equal
                        content
                        (File.ReadAllBytes(room.EntryFile(entries |> List.find (fun entry -> entry.Key.Hex = key))))
                        "as in the store"

            Expect.hasLength all 6 "an index, two contents, three entries"
        }

        test "what is there already stays" {
            use here = new Storeroom()
            use there = new Storeroom()
            let entries = filled here
            there.Store.Commit(entry "small" [ put there.Store "0" (noise 9 10) ]) |> ignore
            let import = imported there (exported here entries false)
            Expect.equal (import.Added.Count, List.ofSeq import.Present) (2, [ entries[0].Key ]) "one was there"
            Expect.equal there.Told [ DiagnosticCodes.Disagreement ] "and differs, which is told"
            let again = imported there (exported here entries false)
            Expect.equal (again.Added.Count, again.Present.Count) (0, 3) "a second time nothing is new"
        }

        test "an archive that ends anywhere keeps the results before that, whole" {
            use here = new Storeroom()

            let entries = [
                for i in 1..12 -> here.Store.Commit(entry $"{i}" [ put here.Store "out" (noise i 60_000) ])
            ]

            for compress in [ false; true ] do
                let archive = exported here entries compress

                let kept = [
                    for part in [ 0.0; 0.001; 0.1; 0.3; 0.5; 0.9 ] do
                        use there = new Storeroom()
                        let import = imported there archive[.. int (part * float archive.Length) - 1]
                        Expect.equal (problem import) DiagnosticCodes.ArchiveDamaged $"told at {part}"
                        let found = StoreVerification.Of(there.Again(), CancellationToken.None)
                        Expect.isTrue found.IsSound "nothing half-read is in the store"
                        Expect.equal found.Entries import.Added.Count "those that were told"
                        Expect.isEmpty (there.Files "tmp") "nothing is left"
                        import.Added.Count
                ]

                Expect.equal (List.sort kept) kept "the later it ends the more"
                Expect.equal kept.Head 0 "nothing of nothing"
                Expect.isGreaterThan (List.last kept) 6 "most of it"
        }

        test "no flipped bit gets in" {
            use here = new Storeroom()
            let entries = filled here
            let archive = exported here entries false
            let random = Random 7

            for _ in 1..150 do
                use there = new Storeroom()
                let damaged = Array.copy archive
                let at = random.Next(damaged.Length - 1024)
                damaged[at] <- damaged[at] ^^^ (1uy <<< random.Next 8)
                let import = imported there damaged
                let store = there.Again()

                Expect.isTrue
                    (StoreVerification.Of(store, CancellationToken.None)).IsSound
                    $"the store is sound after a flip at {at}"

                for entry in entries do
                    match store.Find entry.Key with
                    | null -> Expect.isNotNull import.Problem $"a result is missing and it is told, flip at {at}"
                    | found -> Expect.equal (told found) (told entry) "as it was"
        }

        test "names that lead anywhere else, links and devices are refused" {
            let content = noise 5 6000
            let digest = hex content
            let promise = index [ "blob", digest, 6000L ]

            let promises = [
                "a name that climbs", archiveOf [ promise; "../../etc/passwd", content ]
                "an absolute name", archiveOf [ promise; "/etc/passwd", content ]
                "a name of another content", archiveOf [ promise; blobName (hex (noise 6 10)), content ]
                "another size", archiveOf [ promise; blobName digest, noise 5 6001 ]
                "more than was promised", archiveOf [ promise; blobName digest, content; "more", content ]
                "a digest that climbs",
                archiveOf [
                    index [
                        "blob", "../../../../../../../../../../../../../../../../../../../../../etc/x", 1L
                    ]
                ]
                "a file twice", archiveOf [ index [ "blob", digest, 6000L; "blob", digest, 6000L ] ]
                "a negative size", archiveOf [ index [ "blob", digest, -1L ] ]
                "an entry larger than any", archiveOf [ index [ "step", digest, 1L <<< 40 ] ]
                "more than any disk holds",
                archiveOf [
                    index [ "blob", digest, Int64.MaxValue; "blob", hex (noise 6 10), Int64.MaxValue ]
                ]
            ]

            let kinds = [
                for kind in
                    [
                        TarEntryType.SymbolicLink
                        TarEntryType.HardLink
                        TarEntryType.CharacterDevice
                        TarEntryType.BlockDevice
                        TarEntryType.Fifo
                        TarEntryType.Directory
                    ] ->
                    $"{kind}",
                    tar (fun writer ->
                        file writer promise
                        let entry = UstarTarEntry(kind, blobName digest)

                        if kind = TarEntryType.SymbolicLink || kind = TarEntryType.HardLink then
                            entry.LinkName <- "/etc/passwd"

                        writer.WriteEntry entry)
            ]

            for what, archive in promises @ kinds do
                use room = new Storeroom()
                // A plain archive must hold what it claims, so these are padded.
                let import = imported room (Array.append archive (Array.zeroCreate 20_000))
                Expect.equal (problem import) DiagnosticCodes.ArchiveRefused what
                Expect.isEmpty (room.Files "steps") what
                Expect.isEmpty (room.Files "tmp") what
        }

        test "extended headers, whose size a reader would have to believe, are refused" {
            use room = new Storeroom()
            let stream = new MemoryStream()

            do
                use writer = new TarWriter(stream, TarEntryFormat.Pax, true)

                writer.WriteEntry(
                    PaxTarEntry(
                        TarEntryType.RegularFile,
                        "spindle-archive.json",
                        DataStream = new MemoryStream(noise 1 10)
                    )
                )

            Expect.equal (problem (imported room (stream.ToArray()))) DiagnosticCodes.ArchiveRefused "refused"
        }

        test "what claims more than there is room for is refused before anything is written" {
            use room = new Storeroom()
            let archive = archiveOf [ index [ "blob", hex (noise 1 10), 1L <<< 60 ] ]
            let packed = new MemoryStream()

            do
                use stream = new ZstdSharp.CompressionStream(packed, 1, 0, true)
                stream.Write(archive, 0, archive.Length)

            let problem =
                Expect.throwsC (fun () -> imported room (packed.ToArray()) |> ignore) (fun problem ->
                    problem :?> StoreException)

            Expect.equal problem.Code DiagnosticCodes.DiskFull "no disk has that"
            Expect.isEmpty (room.Files "tmp") "nothing was written"
        }

        test "a content that is not that of its name, and an entry without its content, are refused" {
            let content = noise 5 6000
            use source = new Storeroom()
            let entry = source.Store.Commit(entry "large" [ put source.Store "out" content ])
            source.Store.Flush()
            let bytes = File.ReadAllBytes(source.EntryFile entry)
            let step = "step", entry.Key.Hex, int64 bytes.Length
            let stepFile = $"steps/{entry.Key.Hex[..1]}/{entry.Key.Hex}.json", bytes

            for what, archive in
                [
                    "other bytes",
                    archiveOf [ index [ "blob", hex content, 6000L ]; blobName (hex content), noise 6 6000 ]
                    "no content", archiveOf [ index [ step ]; stepFile ]
                    "an entry of another key",
                    archiveOf [
                        index [ "step", hex content, int64 bytes.Length ]
                        $"steps/{(hex content)[..1]}/{hex content}.json", bytes
                    ]
                ] do
                use room = new Storeroom()
                Expect.equal (problem (imported room archive)) DiagnosticCodes.ArchiveDamaged what
                Expect.isEmpty (room.Files "steps") what
                Expect.isEmpty (room.Files "blobs") what
        }

        test "what is no archive at all is told as that" {
            for what, bytes in
                [
                    "text", Encoding.UTF8.GetBytes(String('x', 2000))
                    "another tar", archiveOf [ "readme.txt", noise 1 100 ]
                    "an archive of another format",
                    archiveOf [
                        "spindle-archive.json", sealed' "\"experiment\":\"ring\",\"files\":[],\"format\":99"
                    ]
                ] do
                use room = new Storeroom()
                Expect.equal (problem (imported room bytes)) DiagnosticCodes.NotAnArchive what
        }

        test "a result whose content is damaged is not exported" {
            use room = new Storeroom()
            let entries = filled room
            let path = room.BlobFile entries[1].Outputs[0]
            File.SetUnixFileMode(path, UnixFileMode.UserRead ||| UnixFileMode.UserWrite)
            File.WriteAllBytes(path, noise 8 9000)
            let store = room.Again()

            let problem =
                Expect.throwsC
                    (fun () ->
                        StudyArchive.Write(store, "ring", [ entries[1].Key ], new MemoryStream(), false)
                        |> ignore)
                    (fun problem -> problem :?> StoreException)

            Expect.equal problem.Code DiagnosticCodes.BlobDamaged "told"
        }
    ]
