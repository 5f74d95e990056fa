/// What the parts of an experiment say, as plain text by key, to be compared.
module Spindle.Dsl.Content

open System
open Spindle.Catalog
open Spindle.Plans

/// Renames a reference to something by its noun and name.
type Renaming = string -> string -> string

let private asList (texts: string list) =
    match texts with
    | [ one ] -> one
    | several -> "[" + String.Join(", ", several) + "]"

/// What a given value means: canonical where its type is known, else as it is written.
let private meaning (rename: Renaming) (parameter: ParameterDescription) (field: Field) : string =
    match Parameters.typed parameter field with
    | Error _ -> Values.written field.Value
    | Ok typed ->
        let renamed (label: string) =
            match parameter.Type with
            | :? ParameterType.Reference as reference ->
                References.wanted reference.Target
                |> List.fold (fun name noun -> rename noun name) label
            | _ -> label

        asList [ for value in typed.Values -> renamed value.Label ]

/// The kind and the resolved parameters of a declaration, by key.
let ofDeclaration (catalog: KindCatalog) (rename: Renaming) (declaration: Declaration) : Map<string, string> =
    let given key =
        declaration.Parameters |> List.tryFind (fun field -> field.Key.Value = key)

    let parameters =
        match catalog.Find(declaration.Section, declaration.Kind.Value) with
        | null -> [
            for field in declaration.Parameters -> field.Key.Value, Values.written field.Value
          ]
        | kind -> [
            for parameter in kind.Parameters do
                match given parameter.Key, Option.ofObj parameter.Default with
                | Some field, _ -> parameter.Key, meaning rename parameter field
                | None, Some value -> parameter.Key, Typed.label value
                | None, None -> ()
          ]

    Map.ofList (
        ("kind", declaration.Kind.Value) :: parameters
        @ Limits.content declaration.Limits
    )

/// The files that a declaration names, each with the key of its parameter.
let filesOf (catalog: KindCatalog) (declaration: Declaration) : (string * string) list =
    match catalog.Find(declaration.Section, declaration.Kind.Value) with
    | null -> []
    | kind -> [
        for field in declaration.Parameters do
            match kind.Parameter field.Key.Value with
            | null -> ()
            | parameter ->
                match Parameters.typed parameter field with
                | Error _ -> ()
                | Ok typed ->
                    for form, value, _ in Typed.all typed do
                        match form with
                        | :? ParameterType.File -> field.Key.Value, value.GetValue<string>()
                        | _ -> ()
      ]

/// The fields of a model.
let ofModel (rename: Renaming) (model: Model) : Map<string, string> =
    let names noun (given: Spanned<string> list) =
        asList [ for name in given -> rename noun name.Value ]

    Map.ofList [
        "task", names "task" model.Task
        "architecture", names "architecture" model.Architecture
        "training", names "training" model.Training
        "seeds", asList [ for seed in model.Seeds -> string seed.Value ]
        yield! Limits.content model.Limits
    ]

let private selector (rename: Renaming) (that: Spanned<string>) =
    match Selectors.parse that with
    | Error _ -> that.Value
    | Ok parsed ->
        let choices = [
            for axis, value in parsed.Choices do
                match axis with
                | "task"
                | "architecture"
                | "training" -> $"{axis}={rename axis value}"
                | _ -> $"{axis}={value}"
        ]

        let inside =
            if choices.IsEmpty then
                ""
            else
                "[" + String.Join(",", choices) + "]"

        let probe = rename "probe" parsed.Probe
        $"{probe}{inside}.{parsed.Metric}"

/// What an expectation is on, and what it says.
let ofExpectation (rename: Renaming) (expectation: Spindle.Dsl.Expectation) : string * string =
    let level (level: Spindle.Dsl.Level) =
        match level with
        | Constant value when Double.IsFinite value -> CanonicalJson.Number value
        | Constant value -> string value
        | Times(factor, that) -> $"{factor} times {selector rename that}"

    let bound, value =
        match expectation.Bound with
        | AtLeast least -> "at_least", level least
        | AtMost most -> "at_most", level most
        | Near(near, within) -> "is", $"{level near} within {within}"

    let over =
        match expectation.Over with
        | Summary.Each -> ""
        | summary -> summary.ToString().ToLowerInvariant() + " "

    $"{over}{selector rename expectation.That} {bound}", value
