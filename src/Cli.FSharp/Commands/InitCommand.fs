/// `spindle init`: a small experiment to begin with.
module Spindle.Cli.InitCommand

open System
open System.IO
open System.Text.Json.Nodes
open Argu
open Spindle.Contracts
open Spindle.Plans

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand>] Folder of path: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Folder _ -> "the folder to make (my-study)"

let private template (name: string) =
    $"""# A first study. Check it with: spindle check {name}/experiment.yaml
spindle: 1
experiment: {CanonicalJson.Write(JsonValue.Create name)}
seed: 1

tasks:
  compass: {{ kind: ring_attractor, trials: 40, steps: 300 }}

architectures:
  separated: {{ kind: input_separated_rnn, units: 150, input_units: 50 }}

trainings:
  brief: {{ kind: system_identification, updates: 600, checkpoint_every: 300, learning_rate: 1e-3 }}

models:
  fly: {{ task: compass, architecture: separated, training: brief, seed: 1 }}

probes:
  wiring: {{ kind: connectivity, of: fly, truth: compass }}
"""

let private makeFolder (folder: string) =
    let refuse (problem: exn) =
        raise (
            SpindleException(DiagnosticCodes.FileRefused, $"the folder '{folder}' cannot be made: {problem.Message}")
        )

    try
        Directory.CreateDirectory folder |> ignore
    with
    | :? IOException as problem -> refuse problem
    | :? UnauthorizedAccessException as problem -> refuse problem

/// Makes the folder with an experiment in it; the line to print, or what is wrong.
let run (folder: string) : Result<string, string> =
    let file = Path.Combine(folder, "experiment.yaml")

    if File.Exists file then
        Error $"'{file}' is there already"
    else
        makeFolder folder
        OutputFile.writeText file (template (DirectoryInfo(folder).Name))
        Ok $"made {file}"

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    run (arguments.GetResult(Arguments.Folder, "my-study"))
    |> Result.map List.singleton
    |> Frame.told
