/// What the parts of an experiment say, as plain text by key, to be compared.
module Spindle.Dsl.Content

open System
open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Plans

/// Renames a reference to something by its noun and name.
type Renaming = string -> string -> string

let private asList (texts: string list) =
    match texts with
    | [ one ] -> one
    | several -> "[" + String.Join(", ", several) + "]"

/// What a typed value means: its parts by their paths, as `epochs[2].lasts`, those that are not given too.
let rec private parts
    (rename: Renaming)
    (path: string)
    (kind: ParameterType)
    (value: JsonNode)
    : (string * string) list =
    match kind, value with
    | (:? ParameterType.ListOf as list), (:? JsonArray as items) when Typed.hasParts list.Item ->
        items
        |> Seq.mapi (fun at item -> parts rename $"{path}[{at}]" list.Item (nonNull item))
        |> List.concat
    | (:? ParameterType.Group as group), (:? JsonObject as map) -> members rename path group.Parameters map
    | (:? ParameterType.Embedded as embedded), _ ->
        match Typed.inPlace embedded value with
        | Some(kind, given) -> ($"{path}.kind", kind.Name) :: members rename path kind.Parameters given
        | None -> [ path, rename (Sections.noun embedded.Section) (Typed.label value) ]
    | (:? ParameterType.Reference as reference), _ -> [
        path,
        References.wanted reference.Target
        |> List.fold (fun name noun -> rename noun name) (Typed.label value)
      ]
    | _ -> [ path, Typed.label value ]

and private members rename path (parameters: ParameterDescription seq) (given: JsonObject) = [
    for parameter in parameters do
        let value: JsonNode | null =
            match given[parameter.Key] with
            | null -> parameter.Default
            | value -> value

        match value with
        | null -> ()
        | value -> yield! parts rename $"{path}.{parameter.Key}" parameter.Type value
]

/// What a given value means: canonical where its type is known, else as it is written.
let private meaning (rename: Renaming) (parameter: ParameterDescription) (field: Field) : (string * string) list =
    let key = parameter.Key

    match Parameters.typed parameter field with
    | Error _ -> [ key, Phrases.written field.Value ]
    | Ok typed ->
        match
            typed.Values
            |> List.map (fun value -> parts rename key parameter.Type value.Value)
        with
        | [ only ] -> only
        | several -> [ key, asList (several |> List.collect (List.map snd)) ]

/// The kind and the resolved parameters of a declaration, by key.
let ofDeclaration (catalog: KindCatalog) (rename: Renaming) (declaration: Declaration) : Map<string, string> =
    let given key =
        declaration.Parameters |> List.tryFind (fun field -> field.Key.Value = key)

    let parameters =
        match catalog.Find(declaration.Section, declaration.Kind.Value) with
        | null -> [
            for field in declaration.Parameters -> field.Key.Value, Phrases.written field.Value
          ]
        | kind -> [
            for parameter in kind.Parameters do
                match given parameter.Key, Option.ofObj parameter.Default with
                | Some field, _ -> yield! meaning rename parameter field
                | None, Some value -> yield! parts rename parameter.Key parameter.Type value
                | None, None -> ()
          ]

    Map.ofList (
        ("kind", declaration.Kind.Value) :: parameters
        @ Limits.content declaration.Limits
    )

/// The typed parameters of a declaration, as far as they are sound.
let private typed (kind: KindDescription) (declaration: Declaration) : TypedDeclaration = {
    Declaration = declaration
    Kind = kind
    Parameters = [
        for field in declaration.Parameters do
            match kind.Parameter field.Key.Value with
            | null -> ()
            | parameter -> yield! Parameters.typed parameter field |> Result.toOption |> Option.toList
    ]
}

/// The kinds that a declaration uses: its own, and those of the specs that stand in it.
let kindsOf (catalog: KindCatalog) (declaration: Declaration) : KindDescription list =
    match catalog.Find(declaration.Section, declaration.Kind.Value) with
    | null -> []
    | kind -> kind :: Typed.kindsInPlace (typed kind declaration)

/// The files that a declaration names, each with the key of its parameter.
let filesOf (catalog: KindCatalog) (declaration: Declaration) : (string * string) list =
    match catalog.Find(declaration.Section, declaration.Kind.Value) with
    | null -> []
    | kind -> [
        for parameter in (typed kind declaration).Parameters do
            for form, value, _ in Typed.all parameter do
                match form with
                | :? ParameterType.File -> parameter.Key.Value, value.GetValue<string>()
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
