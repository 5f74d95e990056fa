/// Limits of steps: `limits: { time: 30 min, memory: 4 GB }`.
module Spindle.Dsl.Limits

open System
open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Plans

/// What can be limited: its key, its type, the least and the greatest limit in the canonical unit.
type private Limit = {
    Key: string
    Type: ParameterType.Quantity
    Least: decimal
    Greatest: decimal
}

// Less than these no worker can keep to: it holds 0.06 GB by itself.
let private time = {
    Key = "time"
    Type = ParameterType.Quantity(Duration.Dimension, Duration.Units)
    Least = 1m
    Greatest = 366m * 86400m
}

let private memory = {
    Key = "memory"
    Type = ParameterType.Quantity(MemorySize.Dimension, MemorySize.Units)
    Least = 0.1m
    Greatest = 1_000_000m
}

let private all = [ time; memory ]

/// The keys, in their order.
let keys = [ for limit in all -> limit.Key ]

/// The type of the value of a key.
let typeOf (key: string) : ParameterType option =
    all
    |> List.tryFind (fun limit -> limit.Key = key)
    |> Option.map (fun limit -> limit.Type)

let private find (key: string) (fields: Field list) =
    fields |> List.tryFind (fun field -> field.Key.Value = key)

let private value (limit: Limit) (field: Field) : Result<decimal, Diagnostic list> =
    let text (canonical: decimal) =
        ScalarText.Quantity(limit.Type.Units, canonical)

    Values.read limit.Type field.Value
    |> Result.bind (fun json ->
        let found =
            ScalarText.Quantity(limit.Type.Units, json.GetValue<string>()).GetValueOrDefault()

        if found < limit.Least || found > limit.Greatest then
            Error [
                Diagnostic.Error(
                    DiagnosticCodes.ImpossibleLimit,
                    field.Value.Span,
                    $"the limit of {limit.Key} must be between {text limit.Least} and {text limit.Greatest}, found {Phrases.written field.Value}"
                )
            ]
        else
            Ok found)

let private optional (limit: Limit) (make: decimal -> 'Q) (fields: Field list) : Result<Nullable<'Q>, Diagnostic list> =
    match find limit.Key fields with
    | None -> Ok(Nullable())
    | Some field -> value limit field |> Result.map (make >> Nullable)

let private unknown (fields: Field list) : Diagnostic list = [
    for field in fields do
        if not (List.contains field.Key.Value keys) then
            Diagnostic.Error(
                DiagnosticCodes.UnknownKey,
                field.Key.Span,
                $"there is no limit of '{field.Key.Value}'",
                Option.toObj (Nearest.hint keys field.Key.Value)
            )
]

/// The limits that fields say, or everything that is wrong with them.
let read (fields: Field list) : Result<StepLimits, Diagnostic list> =
    let times = optional time Duration fields
    let memories = optional memory MemorySize fields

    match unknown fields @ Problems.ofResult times @ Problems.ofResult memories with
    | [] -> Ok(StepLimits(Result.defaultValue (Nullable()) times, Result.defaultValue (Nullable()) memories))
    | problems -> Error problems

/// The limits that fields say; none where they say nothing sound, which the checks tell.
let sound (fields: Field list) : StepLimits =
    read fields |> Result.defaultValue StepLimits.None

/// Everything that is wrong with the limits of an experiment.
let problems (experiment: Experiment) : Diagnostic list = [
    yield! Problems.ofResult (read experiment.Limits)

    for declaration in experiment.Declarations do
        match declaration.Section, declaration.Limits with
        | Section.Architectures, first :: _ ->
            Diagnostic.Error(
                DiagnosticCodes.LimitsOfNothing,
                first.Key.Span,
                $"'{declaration.Name.Value}' is an architecture, which has no limits",
                "give them to the model that uses it"
            )
        | _, fields -> yield! Problems.ofResult (read fields)

    for model in experiment.Models do
        yield! Problems.ofResult (read model.Limits)
]

/// What limits say as plain text by key, canonical where it can be.
let content (fields: Field list) : (string * string) list = [
    for field in fields do
        match
            typeOf field.Key.Value
            |> Option.map (fun limit -> Values.read limit field.Value)
        with
        | Some(Ok value) -> $"limits.{field.Key.Value}", Typed.label value
        | _ -> $"limits.{field.Key.Value}", Phrases.written field.Value
]
