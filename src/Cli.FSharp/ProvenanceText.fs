/// What the provenance of a result says, in words.
module Spindle.Cli.ProvenanceText

open System
open System.Globalization
open System.Text.Json.Nodes
open Spindle.Store

/// The value at a path such as `environment.host`; a question mark where nothing is said.
let said (entry: StepEntry) (path: string) =
    let step (node: JsonNode | null) (name: string) : JsonNode | null =
        match node with
        | null -> null
        | node -> node[name]

    let root: JsonNode | null = entry.Provenance

    match path.Split '.' |> Array.fold step root with
    | null -> "?"
    | node -> node.ToString()

/// When a result was made, how long it took and by which run, and the remote that it is from if it was made elsewhere.
let made (entry: StepEntry) =
    let said = said entry

    let took =
        match Double.TryParse(said "seconds", CultureInfo.InvariantCulture) with
        | true, seconds -> Output.time seconds
        | _ -> "?"

    let from =
        match entry.From with
        | null -> ""
        | remote -> $"; taken from the remote {remote}"

    $"""{said "started"} in {took} by the run {said "run"}{from}"""

/// The machine that it was made on.
let machine (entry: StepEntry) =
    let said = said entry

    let host, processor, system =
        said "environment.host", said "environment.cpu", said "environment.os"

    $"{host}: {processor}, {system}"
