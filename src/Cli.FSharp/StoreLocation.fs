/// Where the store is: `--store`, else SPINDLE_STORE, else .spindle beside the experiment.
module Spindle.Cli.StoreLocation

open System
open System.IO

let private fromEnvironment () =
    match Environment.GetEnvironmentVariable "SPINDLE_STORE" with
    | null
    | "" -> None
    | folder -> Some folder

/// The folder of the store for work in a folder.
let beside (folder: string) (given: string option) =
    given
    |> Option.orElseWith fromEnvironment
    |> Option.defaultWith (fun () -> Path.Combine(folder, ".spindle"))
    |> Path.GetFullPath

/// The folder of the store for an experiment's file.
let forExperiment (path: string) (given: string option) =
    beside (Path.GetDirectoryName(Path.GetFullPath path) |> string) given
