/// Python with h5py, where the machine has it: what readers of the files see.
module Spindle.Tests.Python

open System.ComponentModel
open System.Diagnostics
open Expecto

let private run (python: string) (arguments: string list) : (int * string * string) option =
    try
        let info =
            ProcessStartInfo(python, arguments, RedirectStandardOutput = true, RedirectStandardError = true)

        use running = nonNull (Process.Start info)
        let errors = running.StandardError.ReadToEndAsync()
        let said = running.StandardOutput.ReadToEnd()
        running.WaitForExit()
        Some(running.ExitCode, said, errors.Result)
    with :? Win32Exception ->
        None

/// The first python3 that has h5py: that of the path, or the system's own.
let private withH5py =
    lazy
        ([ "python3"; "/usr/bin/python3" ]
         |> List.tryFind (fun python ->
             match run python [ "-c"; "import h5py" ] with
             | Some(0, _, _) -> true
             | _ -> false))

/// What a script prints that reads with h5py; skips the test where no python3 has it.
let h5py (script: string) (arguments: string list) : string =
    match withH5py.Value with
    | None -> skiptest "python3 -c 'import h5py' fails"
    | Some python ->
        match run python ("-c" :: script :: arguments) with
        | Some(0, said, _) -> said
        | Some(_, _, errors) -> failtest errors
        | None -> failtest $"{python} does not start"
