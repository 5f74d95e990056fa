/// Typed values as an experiment writes them.
module Spindle.Dsl.Written

open System
open System.Text.Json
open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Plans

/// A number as it is written; what is none gets the form that YAML has for it.
let number (value: float) : string =
    if Double.IsNaN value then ".nan"
    elif Double.IsPositiveInfinity value then ".inf"
    elif Double.IsNegativeInfinity value then "-.inf"
    else CanonicalJson.Number value

let private scalar (value: JsonValue) : Value =
    match value.GetValueKind() with
    | JsonValueKind.True -> Truth true
    | JsonValueKind.False -> Truth false
    | JsonValueKind.String -> Text(value.GetValue<string>())
    | _ when (value.GetValue<obj>() :? int64) -> Number(value.ToJsonString())
    | _ -> Number(number (value.GetValue<float>()))

let private field (span: SourceSpan) (key: string) (value: Node) : Field = {
    Key = { Value = key; Span = span }
    Value = value
}

/// Typed JSON as a written value, every part of it at one place. Parameters inside it that have their default are left out.
let rec value (span: SourceSpan) (kind: ParameterType) (json: JsonNode | null) : Node =
    let written =
        match kind, json with
        | _, null -> Nothing
        | (:? ParameterType.ListOf as list), (:? JsonArray as items) ->
            items |> Seq.map (value span list.Item) |> List.ofSeq |> Items
        | (:? ParameterType.Group as group), (:? JsonObject as map) -> Fields(fields span group.Parameters map)
        | (:? ParameterType.Embedded as embedded), (:? JsonObject as map) -> Fields(inPlace span embedded map)
        | _, other -> scalar (other.AsValue())

    { Value = written; Span = span }

and private inPlace span embedded (map: JsonObject) : Field list =
    match Typed.inPlace embedded map with
    | Some(kind, parameters) ->
        field span "kind" { Value = Text kind.Name; Span = span }
        :: fields span kind.Parameters parameters
    | None -> []

/// Given parameters that differ from their defaults, in the order in which a kind or a clause has them.
and fields (span: SourceSpan) (parameters: ParameterDescription seq) (map: JsonObject) : Field list = [
    for parameter in parameters do
        match map[parameter.Key] with
        | null -> ()
        | json when isDefault parameter json -> ()
        | json -> field span parameter.Key (value span parameter.Type json)
]

/// Whether a value is what holds where a parameter is not given.
and isDefault (parameter: ParameterDescription) (json: JsonNode) : bool =
    let plain json =
        value SourceSpan.None parameter.Type json

    not parameter.Required
    && Option.ofObj parameter.Default
       |> Option.exists (fun standing -> plain standing = plain json)

/// A typed value as text on one line, what is inside it without its defaults.
let text (kind: ParameterType) (json: JsonNode) : string =
    if Typed.hasParts kind then
        Phrases.written (value SourceSpan.None kind json)
    else
        Typed.label json
