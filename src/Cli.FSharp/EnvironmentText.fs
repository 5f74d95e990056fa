/// Differences between environments, in words and as JSON.
module Spindle.Cli.EnvironmentText

open System
open System.Text.Json.Nodes
open Spindle.Execution

let private values (values: string seq) =
    match List.ofSeq values with
    | [] -> "(absent)"
    | values -> String.Join(", ", values)

/// A fact that differs: `libtorch 2.9.0 → 2.10.0`.
let change (change: EnvironmentChange) =
    $"{change.Name} {values change.Before} → {values change.After}"

/// Several of them.
let changes (all: EnvironmentChange seq) = String.Join("; ", Seq.map change all)

let private texts (items: string seq) =
    JsonArray [| for item in items -> JsonValue.Create item :> JsonNode | null |]

/// Facts that differ, as plain data.
let json (changes: EnvironmentChange seq) =
    JsonArray [|
        for change in changes ->
            let json = JsonObject()
            json["name"] <- JsonValue.Create change.Name
            json["before"] <- texts change.Before
            json["after"] <- texts change.After
            json :> JsonNode | null
    |]
