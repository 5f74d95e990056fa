/// Files that a command writes for its user: each is there whole, or not at all.
module Spindle.Cli.OutputFile

open System
open System.IO
open Spindle.Contracts

let private refused (file: string) (problem: exn) : exn =
    SpindleException(DiagnosticCodes.FileRefused, $"'{file}' cannot be written: {problem.Message}", problem)

/// Whether a device is named, which must be written as it is and never replaced.
let private isDevice (file: string) =
    (Path.GetFullPath file).StartsWith("/dev/", StringComparison.Ordinal)

let private straight (file: string) (write: Stream -> Result<'T, string>) =
    use stream = new FileStream(file, FileMode.Open, FileAccess.Write)
    write stream

let private byWayOf (temporary: string) (file: string) (write: Stream -> Result<'T, string>) =
    let fill () =
        use stream = File.Create temporary
        write stream

    try
        let written = fill ()

        if Result.isOk written then
            File.Move(temporary, file, true)

        written
    finally
        if File.Exists temporary then
            File.Delete temporary

/// Writes a file by way of a temporary one beside it. Raises a SpindleException where the system refuses.
let write (file: string) (write: Stream -> Result<'T, string>) : Result<'T, string> =
    try
        if Directory.Exists file then
            raise (IOException "a folder of that name is there")

        match Path.GetDirectoryName(Path.GetFullPath file) with
        | null -> ()
        | folder when Directory.Exists folder -> ()
        | folder -> raise (IOException $"there is no folder '{folder}'")

        if isDevice file then
            straight file write
        else
            // A link stays a link: what it leads to is written.
            let place =
                match FileInfo(file).LinkTarget with
                | null -> file
                // Of a relative path .NET takes a relative link that leads to nothing as one from the root folder.
                | _ -> (File.ResolveLinkTarget(Path.GetFullPath file, true) |> nonNull).FullName

            byWayOf $"{place}.{Environment.ProcessId}.part" place write
    with
    | :? IOException as problem -> raise (refused file problem)
    | :? UnauthorizedAccessException as problem -> raise (refused file problem)

/// Writes a text as a file.
let writeText (file: string) (text: string) =
    let bytes = Text.Encoding.UTF8.GetBytes text

    write file (fun stream ->
        stream.Write(bytes, 0, bytes.Length)
        Ok())
    |> ignore
