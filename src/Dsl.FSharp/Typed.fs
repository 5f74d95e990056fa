namespace Spindle.Dsl

open System
open System.Text.Json
open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Plans

/// A value that a parameter takes: typed, with the text that stands for it in the names of members.
type TypedValue = {
    Value: JsonNode
    Label: string
    Node: Node
}

/// A parameter that is given: one value, or several where it is swept.
type TypedParameter = {
    Parameter: ParameterDescription
    Key: Spanned<string>
    Values: TypedValue list
}

/// A declaration whose kind is known and whose parameters have the right types.
type TypedDeclaration = {
    Declaration: Declaration
    Kind: KindDescription
    Parameters: TypedParameter list
}

/// What typed values, parameters and declarations hold.
module Typed =
    /// The text that stands for a typed value in the names of members.
    let rec label (value: JsonNode) : string =
        match value with
        | :? JsonArray as items -> String.Join(";", items |> Seq.map (fun item -> label (nonNull item)))
        | _ when value.GetValueKind() = JsonValueKind.String -> value.GetValue<string>()
        | _ -> CanonicalJson.Write value

    /// Whether a written value is a list of values where the type wants one of them.
    let rec isSwept (parameter: ParameterType) (node: Node) : bool =
        match parameter, node.Value with
        | (:? ParameterType.ListOf as list), Items(first :: _) -> isSwept list.Item first
        | :? ParameterType.ListOf, _ -> false
        | _, Items _ -> true
        | _ -> false

    /// The single values of a typed value, which are several where it is a list, each with its type and place.
    let rec leaves (parameter: ParameterType) (value: JsonNode) (node: Node) : (ParameterType * JsonNode * Node) list =
        match parameter, value, node.Value with
        | (:? ParameterType.ListOf as list), (:? JsonArray as values), Items nodes ->
            List.zip (List.ofSeq values) nodes
            |> List.collect (fun (value, node) -> leaves list.Item (nonNull value) node)
        | _ -> [ parameter, value, node ]

    /// The single values of a parameter over its sweep.
    let all (parameter: TypedParameter) : (ParameterType * JsonNode * Node) list =
        parameter.Values
        |> List.collect (fun value -> leaves parameter.Parameter.Type value.Value value.Node)

    /// The names of declarations that a declaration gives as values of a parameter, with their places.
    let references (declaration: TypedDeclaration) : (ParameterType.Reference * string * Node) list = [
        for parameter in declaration.Parameters do
            for kind, value, node in all parameter do
                match kind with
                | :? ParameterType.Reference as reference -> reference, value.GetValue<string>(), node
                | _ -> ()
    ]

    /// The files that a declaration names, with their places.
    let files (declaration: TypedDeclaration) : (string * Node) list = [
        for parameter in declaration.Parameters do
            for kind, value, node in all parameter do
                match kind with
                | :? ParameterType.File -> value.GetValue<string>(), node
                | _ -> ()
    ]
