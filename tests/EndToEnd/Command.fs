/// The real command on real files, each test in a folder of its own.
module Spindle.Tests.EndToEnd.Command

open System
open System.Diagnostics
open System.IO
open System.Text.Json.Nodes

/// Tests of the command wait for processes most of the time: they take turns, beside whatever else runs.
let inTurn (tests: Expecto.Test) =
    Expecto.Tests.testSequencedGroup "the command" tests

/// What a finished command left.
type Finished = {
    Exit: int
    Out: string
    Error: string
} with

    /// Standard output as JSON.
    member finished.Json = (JsonNode.Parse finished.Out |> nonNull).AsObject()

/// The root of the repository, found from where the tests run.
let repository =
    let rec up (folder: DirectoryInfo | null) =
        match folder with
        | null -> failwith "the tests do not run inside the repository"
        | folder when File.Exists(Path.Combine(folder.FullName, "Experiments.sln")) -> folder.FullName
        | folder -> up folder.Parent

    up (DirectoryInfo AppContext.BaseDirectory)

/// Starts the command in an environment of its own without waiting for it.
let startIn (environment: (string * string) list) (folder: string) (arguments: string list) =
    let info = ProcessStartInfo(Path.Combine(repository, "spindle"), arguments)

    info.WorkingDirectory <- folder
    info.RedirectStandardOutput <- true
    info.RedirectStandardError <- true
    info.Environment["NO_COLOR"] <- "1"
    info.Environment.Remove "SPINDLE_STORE" |> ignore

    for name, value in environment do
        info.Environment[name] <- value

    Process.Start info |> nonNull

/// Starts the command without waiting for it.
let start folder arguments = startIn [] folder arguments

/// Runs the command in an environment of its own to its end.
let runIn environment (folder: string) (arguments: string list) =
    use running = startIn environment folder arguments
    let error = running.StandardError.ReadToEndAsync()
    let out = running.StandardOutput.ReadToEnd()
    running.WaitForExit()

    {
        Exit = running.ExitCode
        Out = out
        Error = error.Result
    }

/// Runs the command to its end.
let run folder arguments = runIn [] folder arguments

/// A fresh folder for one test; it is deleted at the end.
type Folder() =
    let path = Directory.CreateTempSubdirectory("spindle-test-").FullName
    member _.Path = path
    member _.File name = Path.Combine(path, name)

    member folder.Write(name: string, text: string) =
        let file = folder.File name
        Directory.CreateDirectory(Path.GetDirectoryName file |> string) |> ignore
        File.WriteAllText(file, text)

    interface IDisposable with
        member _.Dispose() = Directory.Delete(path, true)

/// The files of the results that a store holds.
let entries (store: string) =
    Directory.EnumerateFiles(Path.Combine(store, "steps"), "*.json", SearchOption.AllDirectories)
    |> List.ofSeq

/// The digests of everything that a store holds: step key and output → digest.
let digests (store: string) =
    entries store
    |> Seq.collect (fun file ->
        let entry = (JsonNode.Parse(File.ReadAllText file) |> nonNull).AsObject()

        (nonNull entry["outputs"]).AsArray()
        |> Seq.map (fun output ->
            let output = nonNull output
            (string entry["key"], string output["name"]), string output["digest"]))
    |> Map.ofSeq
