/// The metrics and tables of probes, for programs.
module Spindle.Cli.ShowJson

open System
open System.Text.Json.Nodes
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans

let private text (value: string) : JsonNode =
    JsonValue.Create value |> nonNull :> JsonNode

/// A number; what JSON cannot hold is null, as a missing value is.
let private number (value: float) : JsonNode | null =
    if Double.IsFinite value then
        JsonValue.Create value
    else
        null

/// A whole number, as text where not every program would read it exactly.
let private whole (value: int64) : JsonNode =
    if abs value <= 9007199254740992L then
        JsonValue.Create value
    else
        text (string value)

let private column (column: Column) : JsonNode | null =
    let json = JsonObject()
    json["name"] <- text column.Name

    if column.Unit <> "" then
        json["unit"] <- text column.Unit

    json["values"] <-
        JsonArray [|
            match column with
            | :? NumberColumn as numbers -> yield! Array.map number numbers.Values
            | :? IntegerColumn as numbers ->
                yield! numbers.Values |> Array.map (fun value -> whole value: JsonNode | null)
            | :? TextColumn as texts -> yield! texts.Values |> Array.map (fun value -> text value: JsonNode | null)
            | _ -> ()
        |]

    json

let private table (table: Table) : JsonNode =
    let json = JsonObject()
    json["rows"] <- JsonValue.Create table.Rows

    json["columns"] <- JsonArray [| for item in table.Columns -> column item |]

    json

let private probe (results: PlanResults) (probe: PlannedProbe) : JsonNode | null =
    let json = JsonObject()
    json["probe"] <- text probe.Name
    json["member"] <- text probe.Member
    let axes = JsonObject()

    for axis in probe.Axes do
        axes[axis.Key] <- text axis.Value

    json["axes"] <- axes

    json["metrics"] <-
        match results.Metrics probe with
        | null -> null
        | measured ->
            let metrics = JsonObject()

            for metric in measured do
                metrics[metric.Key] <- number metric.Value

            metrics

    let tables = JsonObject()

    for output in probe.Outputs do
        match results.Find output.Value with
        | null -> ()
        | stored when stored.Type = ArtifactType.Table -> tables[output.Key] <- table (results.Table stored)
        | _ -> ()

    json["tables"] <- tables
    json

/// The measurements with all their rows; metrics are null where a probe has not run.
let write (results: PlanResults) (probes: PlannedProbe seq) : JsonObject =
    let json = JsonObject()

    json["probes"] <- JsonArray [| for measured in probes -> probe results measured |]

    json
