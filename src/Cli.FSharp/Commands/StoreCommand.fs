/// `spindle store`: what the store holds, whether it is sound, and what may go.
module Spindle.Cli.StoreCommand

open System
open System.Text.Json.Nodes
open System.Threading
open Spectre.Console
open Spindle.Plans
open Spindle.Store

let private array (items: string seq) =
    JsonArray(
        items
        |> Seq.map (fun item -> JsonValue.Create item :> JsonNode | null)
        |> Array.ofSeq
    )

let private statusJson (status: StoreStatus) =
    let json = JsonObject()
    json["entries"] <- JsonValue.Create status.Entries
    json["blobs"] <- JsonValue.Create status.Blobs
    json["bytes"] <- JsonValue.Create status.Bytes
    json["runs"] <- JsonValue.Create status.Runs
    json["quarantined"] <- JsonValue.Create status.Quarantined
    json

/// Counts what the store holds.
let status (store: ContentStore) (asJson: bool) =
    let status = StoreStatus.Of store

    if asJson then
        Output.print [ CanonicalJson.Write(statusJson status) ]
    else
        let table =
            Table().AddColumn("operation").AddColumn(TableColumn("results").RightAligned())

        table.AddColumn(TableColumn("size").RightAligned()) |> ignore

        for share in status.Operations do
            table.AddRow(Text share.Operation, Text $"{share.Entries}", Text(Output.size share.Bytes))
            |> ignore

        (Output.data ()).Write table

        Output.print [
            $"{store.Root}: {status.Entries} results, {status.Blobs} artifacts, {Output.size status.Bytes}, {status.Runs} runs"
            if status.Quarantined > 0 then
                $"{status.Quarantined} damaged files were set aside"
        ]

    Exit.done'

/// Reads and hashes everything.
let verify (store: ContentStore) (asJson: bool) =
    let found = StoreVerification.Of(store, CancellationToken.None)

    if asJson then
        let json = JsonObject()
        json["entries"] <- JsonValue.Create found.Entries
        json["blobs"] <- JsonValue.Create found.Blobs
        json["damaged_entries"] <- array found.DamagedEntries
        json["damaged_blobs"] <- array found.DamagedBlobs
        json["damaged_runs"] <- array found.DamagedRuns
        json["incomplete"] <- array found.Incomplete
        Output.print [ CanonicalJson.Write json ]
    else
        Output.print [
            $"{found.Entries} results and {found.Blobs} artifacts read"
            for entry in found.DamagedEntries do
                $"damaged and set aside: the result {entry}"
            for blob in found.DamagedBlobs do
                $"damaged and set aside: the artifact {blob}"
            for run in found.DamagedRuns do
                $"damaged: the record {run}"
            if found.Incomplete.Count > 0 then
                $"{found.Incomplete.Count} results miss an artifact; their steps run again when they are wanted"
            if found.IsSound then
                "the store is sound"
        ]

    if found.IsSound then Exit.done' else Exit.machine

/// Lists what nothing reaches any more, and deletes it where that is wanted.
let collect (store: ContentStore) (keepRuns: int option) (hours: float) (delete: bool) =
    let keep = keepRuns |> Option.map Nullable |> Option.defaultValue (Nullable())

    let found =
        GarbageCollection.Preview(
            store,
            GarbageRules(KeepRuns = keep, Grace = TimeSpan.FromHours hours),
            TimeProvider.System
        )

    Output.print [
        $"{found.Entries.Count} results, {found.Blobs.Count} artifacts, {found.Runs.Count} runs, {found.Leavings.Count} leavings: {Output.size found.Bytes}"
        if found.Seconds > 0.0 then
            $"computing them again would take {Output.time found.Seconds}"
    ]

    if delete then
        let gone = found.Collect(store, TimeProvider.System)
        Output.print [ $"deleted {Output.size gone.Bytes}" ]
    elif
        found.Blobs.Count
        + found.Entries.Count
        + found.Runs.Count
        + found.Leavings.Count
            >
            0
    then
        Output.print [ "nothing is deleted without --delete" ]

    Exit.done'
