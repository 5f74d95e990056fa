/// The study of the campaigns: a hundred small steps, run by the real command in processes of their own.
module Spindle.Tests.Faults.Cloth

open System
open System.Collections.Generic
open System.Diagnostics
open System.IO
open Spindle.Store
open Spindle.Tests
open Spindle.Tests.EndToEnd
open Spindle.Tests.Kinds

/// A study; those of equal thread overlap.
let text (thread: int) (columns: int) (rows: int) (elsewhere: int) (rest: int) =
    $"""spindle: 1
experiment: cloth-{thread}-{columns}
plugins: [{typeof<Coin>.Assembly.Location}]
tasks:
  cloth: {{ kind: weave, thread: {thread}, columns: {columns}, rows: {rows}, elsewhere: {elsewhere}, rest: {rest} }}
probes:
  size: {{ kind: size, of: cloth }}
"""

/// The command itself, without the script before it: what is killed is the process that works.
let private assembly = Path.Combine(AppContext.BaseDirectory, "spindle.dll")

/// Starts a program of the command's arguments; before it others may stand, as `setpriv` with its own.
let startUnder (before: string list) (folder: string) (arguments: string list) =
    let words = before @ [ "dotnet"; assembly ] @ arguments
    let info = ProcessStartInfo(words.Head, words.Tail)
    info.WorkingDirectory <- folder
    info.RedirectStandardOutput <- true
    info.RedirectStandardError <- true
    info.Environment["NO_COLOR"] <- "1"
    info.Environment.Remove "SPINDLE_STORE" |> ignore
    nonNull (Process.Start info)

let start folder arguments = startUnder [] folder arguments

/// Waits for the end of a command that was started.
let finish (running: Process) : Command.Finished =
    let error = running.StandardError.ReadToEndAsync()
    let out = running.StandardOutput.ReadToEnd()
    running.WaitForExit()

    {
        Exit = running.ExitCode
        Out = out
        Error = error.Result
    }

let runUnder before folder arguments =
    use running = startUnder before folder arguments
    finish running

let run folder arguments = runUnder [] folder arguments

/// A number of the summary that a run printed.
let count (name: string) (finished: Command.Finished) =
    (nonNull finished.Json[name]).GetValue<int>()

/// A store as another process would open it, with the codes of what it tells.
let openStore (root: string) =
    let told = List<string>()
    ContentStore.Open(root, (fun warning -> lock told (fun () -> told.Add warning.Code))), told

/// The processes that name a folder among their arguments.
let processesOn (folder: string) = [
    for entry in Directory.GetDirectories "/proc" do
        match Int32.TryParse(Path.GetFileName entry) with
        | true, id ->
            let words =
                try
                    File.ReadAllText(Path.Combine(entry, "cmdline"))
                with :? IOException ->
                    ""

            if words.Contains folder then
                id
        | _ -> ()
]
