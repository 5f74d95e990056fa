/// Rules on a declaration's parameters: known keys, the right types and ranges, nothing missing.
module Spindle.Dsl.Parameters

open System
open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Contracts

/// Keys that the kind does not have.
let unknown (kind: KindDescription) (declaration: Declaration) : Diagnostic list =
    let keys = kind.Parameters |> Seq.map _.Key

    [
        for field in declaration.Parameters do
            if isNull (kind.Parameter field.Key.Value) then
                let hint = Nearest.hint keys field.Key.Value

                Diagnostic.Error(
                    DiagnosticCodes.UnknownKey,
                    field.Key.Span,
                    $"{kind.Name} has no parameter '{field.Key.Value}'",
                    Option.toObj hint
                )
    ]

/// Keys that are given more than once.
let repeated (declaration: Declaration) : Diagnostic list =
    declaration.Parameters
    |> List.groupBy _.Key.Value
    |> List.collect (fun (key, same) -> [
        for field in same.Tail do
            Diagnostic.Error(DiagnosticCodes.DuplicateName, field.Key.Span, $"'{key}' is given twice")
    ])

/// Parameters that the kind cannot do without.
let missing (kind: KindDescription) (declaration: Declaration) : Diagnostic list =
    let given = declaration.Parameters |> List.map _.Key.Value |> Set.ofList

    [
        for parameter in kind.Parameters do
            if parameter.Required && not (given.Contains parameter.Key) then
                Diagnostic.Error(
                    DiagnosticCodes.MissingParameter,
                    declaration.Name.Span,
                    $"'{declaration.Name.Value}' does not give '{parameter.Key}', which {kind.Name} needs",
                    $"add {parameter.Key}: {Values.wanted parameter.Type}"
                )
    ]

/// The typed values of a field, several where it is swept.
let typed (parameter: ParameterDescription) (field: Field) : Result<TypedParameter, Diagnostic list> =
    let nodes =
        match field.Value.Value with
        | Items items when Typed.isSwept parameter.Type field.Value -> items
        | _ -> [ field.Value ]

    let value node =
        Values.read parameter.Type node
        |> Result.map (fun value -> {
            Value = value
            Label = Typed.label value
            Node = node
        })

    nodes
    |> List.map value
    |> Problems.all
    |> Result.map (fun values -> {
        Parameter = parameter
        Key = field.Key
        Values = values
    })

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

/// Values that lie outside the range that their parameter allows.
let outOfRange (parameter: TypedParameter) : Diagnostic list =
    let least, greatest = limits parameter.Parameter

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
        for kind, value, node in Typed.all parameter do
            if isOutside kind value then
                Diagnostic.Error(
                    DiagnosticCodes.OutOfRange,
                    node.Span,
                    $"'{parameter.Key.Value}' must be {allowed}, found {Values.written node}"
                )
    ]

/// A declaration with typed parameters in the order in which the kind has them, or everything that is wrong with them.
let read (kind: KindDescription) (declaration: Declaration) : Result<TypedDeclaration, Diagnostic list> =
    let field key =
        declaration.Parameters |> List.tryFind (fun field -> field.Key.Value = key)

    let results = [
        for parameter in kind.Parameters do
            match field parameter.Key with
            | Some field -> typed parameter field
            | None -> ()
    ]

    let parameters = results |> List.choose Result.toOption

    let problems =
        unknown kind declaration
        @ repeated declaration
        @ missing kind declaration
        @ List.collect Problems.ofResult results
        @ List.collect outOfRange parameters

    if problems.IsEmpty then
        Ok {
            Declaration = declaration
            Kind = kind
            Parameters = parameters
        }
    else
        Error problems
