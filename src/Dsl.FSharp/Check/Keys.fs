/// Rules on the keys of a map of parameters: known, given once, none missing.
module Spindle.Dsl.Keys

open Spindle.Catalog
open Spindle.Contracts

let private unknown (owner: string) (parameters: ParameterDescription seq) (given: Field list) : Diagnostic list =
    let keys = parameters |> Seq.map _.Key |> List.ofSeq

    [
        for field in given do
            if not (List.contains field.Key.Value keys) then
                Diagnostic.Error(
                    DiagnosticCodes.UnknownKey,
                    field.Key.Span,
                    $"{owner} has no parameter '{field.Key.Value}'",
                    Option.toObj (Nearest.hint keys field.Key.Value)
                )
    ]

let private repeated (given: Field list) : Diagnostic list =
    given
    |> List.groupBy _.Key.Value
    |> List.collect (fun (key, same) -> [
        for field in same.Tail do
            Diagnostic.Error(DiagnosticCodes.DuplicateName, field.Key.Span, $"'{key}' is given twice")
    ])

let private missing
    (parameters: ParameterDescription seq)
    (lacking: ParameterDescription -> SourceSpan * string)
    (given: Field list)
    : Diagnostic list =
    let keys = given |> List.map _.Key.Value |> Set.ofList

    [
        for parameter in parameters do
            if parameter.Required && not (keys.Contains parameter.Key) then
                let span, message = lacking parameter
                let hint = $"add {parameter.Key}: {Phrases.wanted parameter.Type}"
                Diagnostic.Error(DiagnosticCodes.MissingParameter, span, message, hint)
    ]

/// What is wrong with the keys that are given of some parameters. `owner` is whose they are, and `lacking` says where and
/// how to tell that one is missing.
let problems owner (parameters: ParameterDescription seq) lacking (given: Field list) : Diagnostic list =
    unknown owner parameters given
    @ repeated given
    @ missing parameters lacking given
