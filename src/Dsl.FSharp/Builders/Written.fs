/// Values of specs as an experiment writes them.
module internal Spindle.Dsl.Written

open System
open System.Text.Json
open System.Text.Json.Nodes
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

/// Typed JSON as a written value, every part of it at one place.
let rec value (span: Spindle.Contracts.SourceSpan) (json: JsonNode | null) : Node =
    let written =
        match json with
        | null -> Nothing
        | :? JsonArray as items -> items |> Seq.map (value span) |> List.ofSeq |> Items
        | other -> scalar (other.AsValue())

    { Value = written; Span = span }
