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
    /// The text that stands for a typed value in the names of members and in what is told of it.
    let rec label (value: JsonNode) : string =
        match value with
        | :? JsonArray as items -> String.Join(";", items |> Seq.map (fun item -> label (nonNull item)))
        | :? JsonObject as map ->
            let members = [
                for KeyValue(key, value) in map do
                    match key, value with
                    | "parameters", (:? JsonObject as parameters) when map.ContainsKey "kind" ->
                        for KeyValue(key, value) in parameters do
                            $"{key}: {label (nonNull value)}"
                    | _ -> $"{key}: {label (nonNull value)}"
            ]

            $"""{{ {String.Join(", ", members)} }}"""
        | _ when value.GetValueKind() = JsonValueKind.String -> value.GetValue<string>()
        | _ -> CanonicalJson.Write value

    /// Whether values of a type have parts with names of their own.
    let rec hasParts (parameter: ParameterType) : bool =
        match parameter with
        | :? ParameterType.ListOf as list -> hasParts list.Item
        | :? ParameterType.Group
        | :? ParameterType.Embedded -> true
        | _ -> false

    /// Whether a written value is a list of values where the type wants one of them. Maps and specs are never swept.
    let rec isSwept (parameter: ParameterType) (node: Node) : bool =
        match parameter, node.Value with
        | (:? ParameterType.ListOf as list), Items(first :: _) -> isSwept list.Item first
        | :? ParameterType.ListOf, _
        | :? ParameterType.Group, _
        | :? ParameterType.Embedded, _ -> false
        | _, Items _ -> true
        | _ -> false

    let private kindInPlace (embedded: ParameterType.Embedded) (json: JsonObject) =
        match json["kind"] with
        | NonNull kind -> Option.ofObj (embedded.Find(kind.GetValue<string>()))
        | Null -> None

    /// The kind and the parameters of a spec that stands in place; none where the name of a declaration does.
    let inPlace (embedded: ParameterType.Embedded) (value: JsonNode) : (KindDescription * JsonObject) option =
        match value with
        | :? JsonObject as json ->
            match kindInPlace embedded json, json["parameters"] with
            | Some kind, (:? JsonObject as parameters) -> Some(kind, parameters)
            | _ -> None
        | _ -> None

    /// The parts of a typed value that have no parts themselves, each with its type and place; a spec that stands in place
    /// comes before its own.
    let rec leaves (parameter: ParameterType) (value: JsonNode) (node: Node) : (ParameterType * JsonNode * Node) list =
        match parameter, value, node.Value with
        | (:? ParameterType.ListOf as list), (:? JsonArray as values), Items nodes ->
            List.zip (List.ofSeq values) nodes
            |> List.collect (fun (value, node) -> leaves list.Item (nonNull value) node)
        | (:? ParameterType.Group as group), (:? JsonObject as map), Fields fields ->
            leavesOf group.Parameters map fields
        | (:? ParameterType.Embedded as embedded), _, Fields fields ->
            let inside =
                match inPlace embedded value with
                | Some(kind, parameters) -> leavesOf kind.Parameters parameters fields
                | None -> []

            (parameter, value, node) :: inside
        | _ -> [ parameter, value, node ]

    and private leavesOf parameters (map: JsonObject) (fields: Field list) = [
        for parameter in parameters do
            let field = fields |> List.tryFind (fun field -> field.Key.Value = parameter.Key)

            match map[parameter.Key], field with
            | NonNull value, Some field -> yield! leaves parameter.Type value field.Value
            | _ -> ()
    ]

    /// The parts of a parameter's values over its sweep.
    let all (parameter: TypedParameter) : (ParameterType * JsonNode * Node) list =
        parameter.Values
        |> List.collect (fun value -> leaves parameter.Parameter.Type value.Value value.Node)

    let private parts (declaration: TypedDeclaration) =
        declaration.Parameters |> List.collect all

    /// The names of declarations that a declaration refers to, with their places.
    let references (declaration: TypedDeclaration) : (ParameterType.Reference * string * Node) list = [
        for kind, value, node in parts declaration do
            match kind with
            | :? ParameterType.Reference as reference -> reference, value.GetValue<string>(), node
            | _ -> ()
    ]

    /// The names of declarations whose specs stand in a declaration, with their places.
    let embedded (declaration: TypedDeclaration) : (ParameterType.Embedded * string * Node) list = [
        for kind, value, node in parts declaration do
            match kind, value with
            | (:? ParameterType.Embedded as embedded), (:? JsonValue as name) -> embedded, name.GetValue<string>(), node
            | _ -> ()
    ]

    /// The kinds of the specs that stand in place in a declaration.
    let kindsInPlace (declaration: TypedDeclaration) : KindDescription list = [
        for kind, value, _ in parts declaration do
            match kind with
            | :? ParameterType.Embedded as embedded ->
                match inPlace embedded value with
                | Some(kind, _) -> kind
                | None -> ()
            | _ -> ()
    ]

    /// The files that a declaration names, with their places.
    let files (declaration: TypedDeclaration) : (string * Node) list = [
        for kind, value, node in parts declaration do
            match kind with
            | :? ParameterType.File -> value.GetValue<string>(), node
            | _ -> ()
    ]
