/// `spindle store verify`: reads everything and sets aside what is damaged.
module Spindle.Cli.StoreVerifyCommand

open System.Text.Json.Nodes
open System.Threading
open Argu
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

let private array (items: string seq) =
    JsonArray(
        items
        |> Seq.map (fun item -> JsonValue.Create item :> JsonNode | null)
        |> Array.ofSeq
    )

/// Reads and hashes everything.
let private run (store: ContentStore) (asJson: bool) =
    let found = StoreVerification.Of(store, CancellationToken.None)

    if asJson then
        let json = JsonObject()
        json["entries"] <- JsonValue.Create found.Entries
        json["blobs"] <- JsonValue.Create found.Blobs
        json["damaged_entries"] <- array found.DamagedEntries
        json["damaged_blobs"] <- array found.DamagedBlobs
        json["damaged_runs"] <- array found.DamagedRuns
        json["damaged_roots"] <- array found.DamagedRoots
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
            for root in found.DamagedRoots do
                $"damaged and set aside: {root}"
            if found.Incomplete.Count > 0 then
                $"{found.Incomplete.Count} results miss an artifact; their steps run again when they are wanted"
            if found.IsSound then
                "the store is sound"
        ]

    if found.IsSound then Exit.done' else Exit.machine

/// The whole command.
let execute (store: ContentStore) (arguments: ParseResults<Arguments>) : int =
    run store (arguments.Contains Arguments.Json)
