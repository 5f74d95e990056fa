/// `spindle worker`: a process that executes steps for a run; people do not call it.
module Spindle.Cli.WorkerCommand

open System
open System.IO
open Argu
open Spindle.Execution
open Spindle.Store

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<Mandatory>] Store of folder: string
    | Plugin of path: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Store _ -> "the store"
            | Arguments.Plugin _ -> "a plugin with kinds"

/// How a run starts a worker on a store.
let command (store: string) (plugins: string list) =
    let program = Environment.ProcessPath |> string
    let assembly = Reflection.Assembly.GetExecutingAssembly().Location

    // From `dotnet spindle.dll` the program is dotnet itself, and the assembly is its first argument.
    let self =
        if Path.GetFileNameWithoutExtension program = "dotnet" then
            [ assembly ]
        else
            []

    let arguments =
        self
        @ [ "worker"; "--store"; store ]
        @ List.collect (fun plugin -> [ "--plugin"; plugin ]) plugins

    WorkerCommand(program, Array.ofList arguments)

/// The whole life of the worker.
let run (store: string) (plugins: string list) =
    match Catalogs.withPlugins plugins with
    | Error(plugin, problem) ->
        Output.tell $"{plugin}: {problem}"
        Exit.machine
    | Ok catalog ->
        use input = Console.OpenStandardInput()
        use output = Console.OpenStandardOutput()
        let warnings = StoreWarnings()
        let opened = ContentStore.Look(store, Action<StoreWarning> warnings.Tell)
        Worker.Main(catalog, opened, warnings, TensorLibrary(), input, output)

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    run (arguments.GetResult Arguments.Store) (arguments.GetResults Arguments.Plugin)
