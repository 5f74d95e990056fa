/// The files that an experiment names, digested.
module Spindle.Cli.StudyFiles

open System
open System.Collections.Generic
open System.IO
open Spindle.Plans
open Spindle.Store

/// How files are read.
type Reading = {
    /// Digests the files as they are.
    Digests: FileDigests
    /// Another content of a file than the one that it has now, by its absolute path.
    Instead: string -> byte[] option
}

/// Reads files as they are now; digests of large ones are remembered from one command to the next, or with `--no-stat-cache`
/// every file is read anew.
let reading (anew: bool) : Reading = {
    Digests = FileDigests(if anew then null else CacheFolder.folder "digests")
    Instead = fun _ -> None
}

/// The files that an experiment in a folder names, each digested once.
type Files(reading: Reading, folder: string) =
    let found = Dictionary<Digest, FrozenFile>()
    let digests = Dictionary<string, Result<string, string>>()

    let digestNow (file: string) =
        if Directory.Exists file then
            Error "it is a folder, not a file"
        else

            try
                let frozen = reading.Digests.Of file
                found[frozen.Digest] <- frozen
                Ok frozen.Digest.Hex
            with
            | :? FileNotFoundException
            | :? DirectoryNotFoundException -> Error "there is no such file"
            | :? IOException as problem -> Error problem.Message
            | :? UnauthorizedAccessException as problem -> Error problem.Message

    /// Those that were found, by the digest of their content.
    member _.Found: IReadOnlyDictionary<Digest, FrozenFile> = found

    /// The digest of a file's content by the name that the experiment gives it; or why there is none.
    member _.Digest(path: string) : Result<string, string> =
        match digests.TryGetValue path with
        | true, digest -> digest
        | _ ->
            let file = Path.GetFullPath(path, folder)

            let digest =
                match reading.Instead file with
                | Some content -> Ok (Digest.Of(ReadOnlySpan content)).Hex
                | None -> digestNow file

            digests[path] <- digest
            digest
