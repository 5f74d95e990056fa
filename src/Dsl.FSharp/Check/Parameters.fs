/// Rules on a declaration's parameters: known keys, the right types and ranges, nothing missing.
module Spindle.Dsl.Parameters

open Spindle.Catalog
open Spindle.Contracts

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

    let lacking (parameter: ParameterDescription) =
        declaration.Name.Span, $"'{declaration.Name.Value}' does not give '{parameter.Key}', which {kind.Name} needs"

    let outOfRange = [
        for parameter in parameters do
            for value in parameter.Values do
                yield! Ranges.outside parameter.Parameter parameter.Key.Value value.Value value.Node
    ]

    let problems =
        Keys.problems kind.Name kind.Parameters lacking declaration.Parameters
        @ List.collect Problems.ofResult results
        @ outOfRange

    if problems.IsEmpty then
        Ok {
            Declaration = declaration
            Kind = kind
            Parameters = parameters
        }
    else
        Error problems
