/// The folder of shared data: what the environment names, else the one beside the repository. A test that needs it is skipped without.
module Spindle.Tests.Shared

open System
open System.IO
open Expecto

let private folder =
    let rec beside (at: DirectoryInfo | null) =
        match at with
        | null -> None
        | at when File.Exists(Path.Combine(at.FullName, "Experiments.sln")) ->
            Some(Path.Combine(at.FullName, "..", "shared"))
        | at -> beside at.Parent

    match Environment.GetEnvironmentVariable "SPINDLE_SHARED" with
    | null
    | "" -> beside (DirectoryInfo AppContext.BaseDirectory)
    | named -> Some named

/// A file of the shared data by its path below its folder <c>data</c>; skips the test where it is absent.
let file (path: string) =
    match folder |> Option.map (fun at -> Path.Combine(at, "data", path)) with
    | Some found when File.Exists found -> found
    | _ -> skiptestf "data/%s is not there: SPINDLE_SHARED names the folder that holds data/" path
