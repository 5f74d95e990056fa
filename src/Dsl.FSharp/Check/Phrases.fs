/// Types and values as messages name them.
module Spindle.Dsl.Phrases

open System
open Spindle.Catalog

/// What a type wants, as a message names it.
let wanted (parameter: ParameterType) : string =
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
    | :? ParameterType.Group as group ->
        match group.Parameters |> Seq.map _.Key |> List.ofSeq with
        | [] -> "a map"
        | [ only ] -> $"a map with {only}"
        | keys when keys.Length > 6 -> "a map of parameters"
        | keys ->
            let first = keys |> List.take (keys.Length - 1)
            $"""a map with {String.Join(", ", first)} and {List.last keys}"""
    | :? ParameterType.Embedded as embedded ->
        let noun = Sections.noun embedded.Section
        $"the name of {Sections.indefinite noun}, or a map with its kind"
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
