/// Rules on ranges: a value lies between the limits of its parameter.
module Spindle.Dsl.Ranges

open System
open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Contracts

/// Whether one typed value is less than another of its type.
let private isLess (parameter: ParameterType) (value: JsonNode) (other: JsonNode) : bool =
    match parameter with
    | :? ParameterType.Quantity as quantity ->
        let canonical (node: JsonNode) =
            ScalarText.Quantity(quantity.Units, node.GetValue<string>()).GetValueOrDefault()

        canonical value < canonical other
    | :? ParameterType.Whole -> value.GetValue<int64>() < other.GetValue<int64>()
    | :? ParameterType.Number -> value.GetValue<float>() < other.GetValue<float>()
    | _ -> false

/// The limits of a parameter; where its property holds 32 bits, they are limits as well.
let private limits (parameter: ParameterDescription) : JsonNode option * JsonNode option =
    let least, greatest = Option.ofObj parameter.Least, Option.ofObj parameter.Greatest
    let narrow = parameter.Property.PropertyType

    if narrow = typeof<int> || narrow = typeof<Nullable<int>> then
        let whole (value: int) =
            JsonValue.Create(int64 value) :> JsonNode

        Some(defaultArg least (whole Int32.MinValue)), Some(defaultArg greatest (whole Int32.MaxValue))
    else
        least, greatest

/// The single values of a list.
let rec private singles (kind: ParameterType) (value: JsonNode) (node: Node) : (ParameterType * JsonNode * Node) list =
    match kind, value, node.Value with
    | (:? ParameterType.ListOf as list), (:? JsonArray as values), Items nodes ->
        List.zip (List.ofSeq values) nodes
        |> List.collect (fun (value, node) -> singles list.Item (nonNull value) node)
    | _ -> [ kind, value, node ]

/// Where a typed value lies outside the range that its parameter allows.
let outside (parameter: ParameterDescription) (key: string) (value: JsonNode) (node: Node) : Diagnostic list =
    let least, greatest = limits parameter

    let allowed =
        match least, greatest with
        | None, None -> ""
        | None, Some greatest -> $"at most {Typed.label greatest}"
        | Some least, None -> $"at least {Typed.label least}"
        | Some least, Some greatest -> $"between {Typed.label least} and {Typed.label greatest}"

    let isOutside kind value =
        Option.exists (isLess kind value) least
        || Option.exists (fun limit -> isLess kind limit value) greatest

    [
        for kind, value, node in singles parameter.Type value node do
            if isOutside kind value then
                Diagnostic.Error(
                    DiagnosticCodes.OutOfRange,
                    node.Span,
                    $"'{key}' must be {allowed}, found {Phrases.written node}"
                )
    ]
