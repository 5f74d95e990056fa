/// `spindle store status`: what the store holds.
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

let private json (status: StoreStatus) =
    let result = JsonObject()
    result["entries"] <- JsonValue.Create status.Entries
    result["blobs"] <- JsonValue.Create status.Blobs
    result["bytes"] <- JsonValue.Create status.Bytes
    result["runs"] <- JsonValue.Create status.Runs
    result["quarantined"] <- JsonValue.Create status.Quarantined
    result

/// Counts what the store holds.
let private run (store: ContentStore) (asJson: bool) =
    let status = StoreStatus.Of store

    if asJson then
        Output.print [ CanonicalJson.Write(json status) ]
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

/// The whole command.
let execute (store: ContentStore) (arguments: ParseResults<Arguments>) : int =
    run store (arguments.Contains Arguments.Json)
