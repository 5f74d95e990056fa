/// `spindle store status`: what the store holds, and what takes the room.
module Spindle.Cli.StatusCommand

open System.Text.Json.Nodes
open Argu
open Spectre.Console
open Spindle.Plans
open Spindle.Store

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Json -> "print JSON"

let private experimentJson (share: ExperimentShare) =
    let json = JsonObject()
    json["experiment"] <- JsonValue.Create share.Experiment
    json["results"] <- JsonValue.Create share.Entries
    json["bytes"] <- JsonValue.Create share.Bytes
    json["shared_bytes"] <- JsonValue.Create share.SharedBytes
    json["seconds"] <- JsonValue.Create share.Seconds
    json["runs"] <- JsonValue.Create share.Runs
    json

let private operationJson (share: OperationShare) =
    let json = JsonObject()
    json["operation"] <- JsonValue.Create share.Operation
    json["results"] <- JsonValue.Create share.Entries
    json["bytes"] <- JsonValue.Create share.Bytes
    json["seconds"] <- JsonValue.Create share.Seconds
    json

/// What there is of each sort, under its name.
let private sorts (status: StoreStatus) = [
    "entry", "entries", status.Entries
    "blob", "blobs", status.Blobs
    "run", "runs", status.Runs
    "tag", "tags", status.Tags
    "registered", "registered", status.Registered
    "quarantined", "quarantined", status.Quarantine
    "temporary", "temporary", status.Temporary
    "lock", "locks", status.Locks
]

let private json (store: ContentStore) (status: StoreStatus) =
    let result = JsonObject()
    result["store"] <- JsonValue.Create store.Root
    result["bytes"] <- JsonValue.Create status.Bytes

    for one, several, found in sorts status do
        result[several] <- JsonValue.Create found.Count
        result[$"{one}_bytes"] <- JsonValue.Create found.Bytes


    result["experiments"] <- JsonArray [| for share in status.Experiments -> experimentJson share :> JsonNode | null |]

    result["operations"] <- JsonArray [| for share in status.Operations -> operationJson share :> JsonNode | null |]

    result

let private tableOf (first: string) (others: string list) =
    let table = Table().AddColumn first

    for name in others do
        table.AddColumn(TableColumn(name).RightAligned()) |> ignore

    table

let private row (table: Table) (cells: string list) =
    table.AddRow [| for cell in cells -> Text cell :> Rendering.IRenderable |]
    |> ignore

let private tables (status: StoreStatus) =
    let experiments =
        tableOf "experiment" [ "results"; "size"; "shared"; "computed in"; "runs" ]

    for share in status.Experiments do
        row experiments [
            (if share.Experiment = "" then
                 "(not known)"
             else
                 share.Experiment)
            $"{share.Entries}"
            Output.size share.Bytes
            (if share.SharedBytes > 0L then
                 Output.size share.SharedBytes
             else
                 "")
            Output.time share.Seconds
            $"{share.Runs}"
        ]

    let operations = tableOf "operation" [ "results"; "size"; "computed in" ]

    for share in status.Operations do
        row operations [
            share.Operation
            $"{share.Entries}"
            Output.size share.Bytes
            Output.time share.Seconds
        ]

    [ experiments; operations ]

/// What is worth a word only where there is any.
let private rest (status: StoreStatus) =
    [
        "tags", status.Tags
        "registered experiments", status.Registered
        "damaged files that were set aside", status.Quarantine
        "temporary files", status.Temporary
        "locks", status.Locks
    ]
    |> List.filter (fun (_, found) -> found.Count > 0)
    |> List.map (fun (noun, found) -> $"{found.Count} {noun} ({Output.size found.Bytes})")

/// Counts what the store holds.
let private run (store: ContentStore) (asJson: bool) =
    let status = StoreStatus.Of store

    if asJson then
        Output.print [ CanonicalJson.Write(json store status) ]
    else
        if status.Entries.Count > 0 then
            tables status |> List.iter (Output.data ()).Write

        Output.print [
            $"{store.Root}: {Output.size status.Bytes}; {status.Entries.Count} results ({Output.size status.Entries.Bytes}), {status.Blobs.Count} artifacts with a file of their own ({Output.size status.Blobs.Bytes}), {status.Runs.Count} runs ({Output.size status.Runs.Bytes})"
            match rest status with
            | [] -> ()
            | found -> String.concat ", " found
        ]

    Exit.done'

/// The whole command.
let execute (store: ContentStore) (arguments: ParseResults<Arguments>) : int =
    run store (arguments.Contains Arguments.Json)
