/// File systems of their own for a test: small ones, read-only ones. They need the right to mount.
module Spindle.Tests.Faults.SmallDisk

open System
open System.Diagnostics
open System.IO
open Expecto

let private call (program: string) (arguments: string list) =
    use running =
        nonNull (Process.Start(ProcessStartInfo(program, arguments, RedirectStandardError = true)))

    let error = running.StandardError.ReadToEnd()
    running.WaitForExit()
    running.ExitCode, error

/// A file system in memory, mounted on a folder.
type Disk(folder: string, options: string) =
    do
        Directory.CreateDirectory folder |> ignore

        if Environment.UserName <> "root" then
            skiptest "only root may mount a small disk"

        match call "mount" [ "-t"; "tmpfs"; "-o"; options; "tmpfs"; folder ] with
        | 0, _ -> ()
        | _, error -> skiptest $"a small disk cannot be mounted here: {error}"

    member _.Folder = folder

    /// Changes its size, or whether it may be written.
    member _.Remount(options: string) =
        match call "mount" [ "-o"; $"remount,{options}"; folder ] with
        | 0, _ -> ()
        | _, error -> failtest error

    interface IDisposable with
        member _.Dispose() =
            call "umount" [ "-l"; folder ] |> ignore
