/// Gives a written value its type. The result is typed JSON, as the catalog's `SpecJson` reads it.
module Spindle.Dsl.Values

open System
open System.Numerics
open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Contracts

/// The largest whole number up to which every program reads every whole number exactly.
let private largestExact = 9007199254740992L

let private error code (node: Node) message (hint: string option) : Result<JsonNode, Diagnostic list> =
    Error [ Diagnostic.Error(code, node.Span, message, Option.toObj hint) ]

let private textNode (text: string) : JsonNode =
    (JsonValue.Create text |> nonNull) :> JsonNode

/// What a type wants, as a message names it.
let rec wanted (parameter: ParameterType) : string =
    match parameter with
    | :? ParameterType.Whole -> "a whole number"
    | :? ParameterType.Number -> "a number"
    | :? ParameterType.Truth -> "true or false"
    | :? ParameterType.Quantity as quantity ->
        let article = if "aeiou".Contains quantity.Dimension[0] then "an" else "a"
        $"{article} {quantity.Dimension}"
    | :? ParameterType.Choice as choice -> Nearest.list choice.Names
    | :? ParameterType.Reference as reference ->
        match reference.Target with
        | ReferenceTarget.Task -> "the name of a task"
        | ReferenceTarget.Model -> "the name of a model"
        | ReferenceTarget.Recording -> "the name of a recording"
        | ReferenceTarget.Probe -> "the name of a probe"
        | _ -> "the name of a task, a model or a recording"
    | :? ParameterType.File -> "the path of a file"
    | :? ParameterType.ListOf -> "a list"
    | _ -> "text"

/// What was found, as a message names it.
let found (node: Node) : string =
    match node.Value with
    | Nothing -> "nothing"
    | Truth _ -> "true or false"
    | Number text when (Numbers.whole text).IsSome -> "a whole number"
    | Number _ -> "a number"
    | Text _ -> "text"
    | Items _ -> "a list"
    | Fields _ -> "a map"

/// A value as it is written, as far as it fits into a message.
let rec written (node: Node) : string =
    match node.Value with
    | Nothing -> "null"
    | Truth value -> if value then "true" else "false"
    | Number text
    | Text text -> text
    | Items items -> "[" + String.Join(", ", List.map written items) + "]"
    | Fields fields ->
        let shown = [ for field in fields -> $"{field.Key.Value}: {written field.Value}" ]
        "{" + String.Join(", ", shown) + "}"

let private wrong parameter (node: Node) hint =
    error DiagnosticCodes.WrongType node $"expected {wanted parameter}, found {found node}" hint

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
        error DiagnosticCodes.InfiniteValue node $"expected {wanted quantity}, found {text}" None
    | Number text ->
        error
            DiagnosticCodes.MissingUnit
            node
            $"expected {wanted quantity} with its unit, found {text}"
            (Some(unitsHint $"{text} {units.Head}"))
    | Text text ->
        let digits, unit = Numbers.split text

        match Numbers.number digits with
        | None -> wrong quantity node (Some(unitsHint $"1 {units.Head}"))
        | Some _ when unit = "" ->
            error
                DiagnosticCodes.MissingUnit
                node
                $"expected {wanted quantity} with its unit, found {text}"
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
                    $"{text} is beyond what {wanted quantity} can hold exactly"
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
            $"expected {wanted choice}, found '{text}'"
            (Nearest.name choice.Names text |> Option.map (sprintf "did you mean '%s'?"))
    | _ -> wrong choice node None

/// A name or a path: text that is not empty.
let private readName parameter (node: Node) =
    match node.Value with
    | Text "" -> error DiagnosticCodes.WrongType node $"expected {wanted parameter}, found empty text" None
    | Text text -> Ok(textNode text)
    | _ -> wrong parameter node None

/// The typed JSON of a written value, or everything that is wrong with it.
let rec read (parameter: ParameterType) (node: Node) : Result<JsonNode, Diagnostic list> =
    match parameter with
    | :? ParameterType.Whole -> readWhole parameter node
    | :? ParameterType.Number -> readNumber parameter node
    | :? ParameterType.Truth -> readTruth parameter node
    | :? ParameterType.Quantity as quantity -> readQuantity quantity node
    | :? ParameterType.Choice as choice -> readChoice choice node
    | :? ParameterType.Reference
    | :? ParameterType.File -> readName parameter node
    | :? ParameterType.ListOf as list -> readList list node
    | _ -> readText parameter node

and private readList list node =
    match node.Value with
    | Items items ->
        items
        |> List.map (read list.Item)
        |> Problems.all
        |> Result.map (fun values ->
            JsonArray(values |> List.map (fun value -> value: JsonNode | null) |> Array.ofList) :> JsonNode)
    | Number text
    | Text text -> wrong list node (Some $"write a list of one: [{text}]")
    | _ -> wrong list node None
