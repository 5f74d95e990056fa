/// Diagnostics as data, for `check --json`.
module Spindle.Dsl.DiagnosticJson

open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Contracts

let private text (value: string) : JsonNode =
    JsonValue.Create value |> nonNull :> JsonNode

let private whole (value: int) : JsonNode = JsonValue.Create value :> JsonNode

/// A diagnostic: code, severity, path, line, column, length, message and, if there is one, hint.
let ofDiagnostic (diagnostic: Diagnostic) : JsonObject =
    let json = JsonObject()
    json["code"] <- text diagnostic.Code
    json["severity"] <- text (SnakeCase.Of(diagnostic.Severity.ToString()))
    json["path"] <- text diagnostic.Span.Path
    json["line"] <- whole diagnostic.Span.Line
    json["column"] <- whole diagnostic.Span.Column
    json["length"] <- whole diagnostic.Span.Length
    json["message"] <- text diagnostic.Message

    match diagnostic.Hint with
    | null -> ()
    | hint -> json["hint"] <- text hint

    json

/// Several diagnostics, in their order.
let ofAll (diagnostics: Diagnostic list) : JsonArray =
    JsonArray(
        diagnostics
        |> List.map (fun diagnostic -> ofDiagnostic diagnostic :> JsonNode | null)
        |> Array.ofList
    )
