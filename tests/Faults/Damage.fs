/// What happens to files on disks.
module Spindle.Tests.Faults.Damage

open System
open System.IO

/// What a damage did, so that it is known what has to be told of it.
type Deed =
    /// The bytes of a file are others, or cannot be read.
    | Changed
    /// A file is gone, which anybody may do.
    | Gone
    /// Something stands where nothing of the store was.
    | Added

let private writable (file: string) =
    if File.Exists file then
        File.SetUnixFileMode(file, UnixFileMode.UserRead ||| UnixFileMode.UserWrite)

let private rewrite (change: Random -> byte[] -> byte[]) (random: Random) (file: string) (_: string list) =
    writable file
    let before = File.ReadAllBytes file
    let after = change random before
    File.WriteAllBytes(file, after)
    if before = after then Added else Changed

let pick (random: Random) (items: 'a list) = items[random.Next items.Length]

/// All that may happen to a file, by name.
let all: (string * (Random -> string -> string list -> Deed)) list = [
    "one bit flipped",
    rewrite (fun random content ->
        if content.Length > 0 then
            let at = random.Next content.Length

            content
            |> Array.mapi (fun i byte -> if i = at then byte ^^^ (1uy <<< random.Next 8) else byte)
        else
            [| 1uy |])
    "cut short", rewrite (fun random content -> content[.. random.Next(max 1 content.Length) - 1])
    "emptied", rewrite (fun _ _ -> [||])
    "zeros in it",
    rewrite (fun random content ->
        let from = random.Next(max 1 content.Length)

        content
        |> Array.mapi (fun i byte -> if i >= from && i < from + 512 then 0uy else byte))
    "more at its end", rewrite (fun random content -> Array.append content (Array.init (1 + random.Next 9) byte))
    "another file's content",
    (fun random file files ->
        let other = pick random files

        match rewrite (fun _ _ -> File.ReadAllBytes other) random file [] with
        // What is whole and no result is nobody's loss.
        | Changed when other.Contains "/runs/" -> Added
        | deed -> deed)
    "deleted",
    (fun _ file _ ->
        File.Delete file
        Gone)
    "a folder in its place",
    (fun random file _ ->
        File.Delete file
        Directory.CreateDirectory file |> ignore

        if random.Next 2 = 0 then
            File.WriteAllText(Path.Combine(file, "inside"), "something")

        Changed)
    "a link to nowhere in its place",
    (fun _ file _ ->
        File.Delete file
        File.CreateSymbolicLink(file, "/nowhere/at/all") |> ignore
        Changed)
    "a link to itself in its place",
    (fun _ file _ ->
        File.Delete file
        File.CreateSymbolicLink(file, file) |> ignore
        Changed)
    "a file where its folder was",
    (fun _ file _ ->
        let folder = string (Path.GetDirectoryName file)
        Directory.Delete(folder, true)
        File.WriteAllText(folder, "not a folder")
        Changed)
    "something strange beside it",
    (fun random file _ ->
        File.WriteAllText($"{file}.{random.Next 1000}", "strange")
        Added)
    "its folder deleted",
    (fun _ file _ ->
        Directory.Delete(string (Path.GetDirectoryName file), true)
        Gone)
]

/// Some file of the store: a blob, an entry, or a part of a run's record.
let target (root: string) (random: Random) =
    let folder = pick random [ "blobs"; "steps"; "steps"; "runs" ]

    let files =
        Directory.GetFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories)
        // Nobody reads a report but people.
        |> Array.filter (fun file -> Path.GetFileName file <> "report.html")
        |> Array.sort
        |> List.ofArray

    pick random files, files
