/// An experiment as it was at a git revision, with the data files of that time.
module Spindle.Cli.Diff.Revision

open System
open System.Diagnostics
open System.IO
open Spindle.Cli

/// The bytes of a file at a revision, or what git says. Filters such as those for line ends and large files apply.
let private atRevision (revision: string) (path: string) : Result<byte[], string> =
    let full = Path.GetFullPath path
    let folder = Path.GetDirectoryName full |> string

    let info =
        ProcessStartInfo(
            "git",
            [
                "-C"
                folder
                "cat-file"
                "--filters"
                $"{revision}:./{Path.GetFileName full}"
            ]
        )

    info.RedirectStandardOutput <- true
    info.RedirectStandardError <- true

    try
        use git = Process.Start info |> nonNull
        let error = git.StandardError.ReadToEndAsync()
        use content = new MemoryStream()
        git.StandardOutput.BaseStream.CopyTo content
        git.WaitForExit()

        if git.ExitCode = 0 then
            Ok(content.ToArray())
        else
            Error(error.Result.Trim())
    with :? ComponentModel.Win32Exception ->
        Error "git is not installed"

/// Loads a file as it was at a revision; or why there is no such file, or what is wrong with it.
let load (revision: string) (path: string) =
    match atRevision revision path with
    | Error problem -> Error problem
    | Ok text ->
        // Beside the file itself, so that the files that it names are found.
        let folder = Path.GetDirectoryName(Path.GetFullPath path) |> string
        let copy = Path.Combine(folder, $".{Guid.NewGuid():N}{Path.GetExtension path}")

        // What git does not keep is as it is now.
        let instead (file: string) =
            atRevision revision file |> Result.toOption

        try
            File.WriteAllBytes(copy, text)

            Ok(
                Study.loadBy
                    {
                        StudyFiles.reading false with
                            Instead = instead
                    }
                    copy
                    []
            )
        finally
            File.Delete copy
