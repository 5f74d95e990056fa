/// Gives a single written value its type. The result is typed JSON, as the catalog's `SpecJson` reads it.
module Spindle.Dsl.Scalars

open System
open System.Numerics
open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Contracts

/// The largest whole number up to which every program reads every whole number exactly.
let private largestExact = 9007199254740992L

/// A value that something is wrong with.
let error code (node: Node) message (hint: string option) : Result<JsonNode, Diagnostic list> =
    Error [ Diagnostic.Error(code, node.Span, message, Option.toObj hint) ]

/// Text as JSON.
let textNode (text: string) : JsonNode =
    (JsonValue.Create text |> nonNull) :> JsonNode

/// A value of another type than is wanted.
let wrong parameter (node: Node) hint =
    error DiagnosticCodes.WrongType node $"expected {Phrases.wanted parameter}, found {Phrases.found node}" hint

let private readWhole parameter (node: Node) =
    match node.Value with
    | Number text when not (Numbers.isFinite text) ->
        error DiagnosticCodes.InfiniteValue node $"expected a whole number, found {text}" None
    | Number text ->
        match Numbers.whole text with
        | Some value when BigInteger.Abs value > BigInteger largestExact ->
            let hint =
                $"a whole number may be at most {largestExact} (2^53), so that every program reads it exactly"

            error DiagnosticCodes.BeyondExact node $"{text} is too large for a whole number" (Some hint)
        | Some value -> Ok(JsonValue.Create(int64 value) :> JsonNode)
        | None -> wrong parameter node None
    | Text text -> wrong parameter node (Numbers.almost text)
    | _ -> wrong parameter node None

let private readNumber parameter (node: Node) =
    match node.Value with
    | Number text when not (Numbers.isFinite text) ->
        error DiagnosticCodes.InfiniteValue node $"expected a finite number, found {text}" None
    | Number text ->
        match Numbers.number text with
        | Some value -> Ok(JsonValue.Create value :> JsonNode)
        | None -> error DiagnosticCodes.InfiniteValue node $"{text} is beyond the range of numbers" None
    | Text text -> wrong parameter node (Numbers.almost text)
    | _ -> wrong parameter node None

let private readTruth parameter (node: Node) =
    match node.Value with
    | Truth value -> Ok(JsonValue.Create value :> JsonNode)
    | Text text ->
        match text.ToLowerInvariant() with
        | "yes"
        | "on"
        | "true" -> wrong parameter node (Some "write true")
        | "no"
        | "off"
        | "false" -> wrong parameter node (Some "write false")
        | _ -> wrong parameter node None
    | _ -> wrong parameter node None

let private readText parameter (node: Node) =
    match node.Value with
    | Text text -> Ok(textNode text)
    | Number text -> wrong parameter node (Some $"put it in quotes: \"{text}\"")
    | Truth value -> wrong parameter node (Some(sprintf "put it in quotes: \"%b\"" value))
    | _ -> wrong parameter node None

let private readQuantity (quantity: ParameterType.Quantity) (node: Node) =
    let units = quantity.Units |> Seq.map _.Symbol |> List.ofSeq
    let all = String.Join(", ", units)

    let unitsHint example =
        $"write it as {example}; units are {all}"

    match node.Value with
    | Number text when not (Numbers.isFinite text) ->
        error DiagnosticCodes.InfiniteValue node $"expected {Phrases.wanted quantity}, found {text}" None
    | Number text ->
        error
            DiagnosticCodes.MissingUnit
            node
            $"expected {Phrases.wanted quantity} with its unit, found {text}"
            (Some(unitsHint $"{text} {units.Head}"))
    | Text text ->
        let digits, unit = Numbers.split text

        match Numbers.number digits with
        | None -> wrong quantity node (Some(unitsHint $"1 {units.Head}"))
        | Some _ when unit = "" ->
            error
                DiagnosticCodes.MissingUnit
                node
                $"expected {Phrases.wanted quantity} with its unit, found {text}"
                (Some(unitsHint $"{digits} {units.Head}"))
        | Some _ when not (List.contains unit units) ->
            error
                DiagnosticCodes.UnknownUnit
                node
                $"'{unit}' is no unit of {quantity.Dimension}"
                (Nearest.hint units unit)
        | Some value ->
            let canonical = ScalarText.Quantity(quantity.Units, $"{digits} {unit}")

            if not canonical.HasValue || (canonical.Value = 0m && value <> 0.0) then
                error
                    DiagnosticCodes.InfiniteValue
                    node
                    $"{text} is beyond what {Phrases.wanted quantity} can hold exactly"
                    None
            else
                Ok(textNode (ScalarText.Quantity(quantity.Units, canonical.Value)))
    | _ -> wrong quantity node (Some(unitsHint $"1 {units.Head}"))

let private readChoice (choice: ParameterType.Choice) (node: Node) =
    match node.Value with
    | Text text when Seq.contains text choice.Names -> Ok(textNode text)
    | Text text ->
        error
            DiagnosticCodes.UnknownChoice
            node
            $"expected {Phrases.wanted choice}, found '{text}'"
            (Nearest.name choice.Names text |> Option.map (sprintf "did you mean '%s'?"))
    | _ -> wrong choice node None

/// A name or a path: text that is not empty.
let readName parameter (node: Node) =
    match node.Value with
    | Text "" -> error DiagnosticCodes.WrongType node $"expected {Phrases.wanted parameter}, found empty text" None
    | Text text -> Ok(textNode text)
    | _ -> wrong parameter node None

/// The typed JSON of a written value that is neither a list nor a map, or what is wrong with it.
let read (parameter: ParameterType) (node: Node) : Result<JsonNode, Diagnostic list> =
    match parameter with
    | :? ParameterType.Whole -> readWhole parameter node
    | :? ParameterType.Number -> readNumber parameter node
    | :? ParameterType.Truth -> readTruth parameter node
    | :? ParameterType.Quantity as quantity -> readQuantity quantity node
    | :? ParameterType.Choice as choice -> readChoice choice node
    | :? ParameterType.Reference
    | :? ParameterType.File -> readName parameter node
    | _ -> readText parameter node
