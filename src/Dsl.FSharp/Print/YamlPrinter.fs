/// Writes experiments as YAML: short things on one line, the sections in one order, quotes only where they are needed.
module Spindle.Dsl.YamlPrinter

open System
open System.Globalization
open Spindle.Catalog
open Spindle.Contracts

type private Summary = Spindle.Plans.Summary

/// What is longer than this is written as a block.
let private widest = 100

let private node (value: Value) : Node = {
    Value = value
    Span = SourceSpan.None
}

let private field (key: string) (value: Value) : Field = {
    Key = { Value = key; Span = SourceSpan.None }
    Value = node value
}

let private texts (names: Spanned<string> list) : Value =
    match names with
    | [ only ] -> Text only.Value
    | several -> several |> List.map (fun name -> node (Text name.Value)) |> Items

let private indented (depth: int) (line: string) = String(' ', 2 * depth) + line

/// A key with its value: on the key's line if it fits, otherwise as a block below it.
let rec private entry (depth: int) (field: Field) : string list =
    let key = YamlText.text false field.Key.Value
    let line = indented depth $"{key}: {YamlText.flow field.Value}"

    match field.Value.Value with
    | (Items(_ :: _) | Fields(_ :: _)) when line.Length > widest ->
        indented depth $"{key}:" :: block (depth + 1) field.Value
    | Items _
    | Fields _ -> [ line ]
    | Text text when (YamlText.literal text).IsSome ->
        let mark, lines = (YamlText.literal text).Value

        indented depth $"{key}: {mark}"
        :: List.map (fun line -> if line = "" then "" else indented (depth + 1) line) lines
    | scalar -> [ indented depth $"{key}: {YamlText.scalar false scalar}" ]

and private block (depth: int) (value: Node) : string list =
    match value.Value with
    | Fields fields -> List.collect (entry depth) fields
    | Items items -> List.collect (item depth) items
    | scalar -> [ indented depth (YamlText.scalar false scalar) ]

/// An item of a list, after its dash.
and private item (depth: int) (value: Node) : string list =
    let line = indented depth $"- {YamlText.flow value}"

    match value.Value with
    | (Items(_ :: _) | Fields(_ :: _)) when line.Length > widest ->
        match block (depth + 1) value with
        | first :: rest -> indented depth $"- {first.TrimStart()}" :: rest
        | [] -> [ line ]
    | Items _
    | Fields _ -> [ line ]
    | scalar -> [ indented depth $"- {YamlText.scalar false scalar}" ]

/// A heading with what stands below it; nothing where there is nothing below.
let private section (key: string) (lines: string list) =
    if lines.IsEmpty then [] else "" :: $"{key}:" :: lines

let private limits (given: Field list) : Field list =
    if given.IsEmpty then
        []
    else
        [ field "limits" (Fields given) ]

let private declarations (experiment: Experiment) (wanted: Section) =
    experiment.Declarations
    |> List.filter (fun declaration -> declaration.Section = wanted)
    |> List.collect (fun declaration ->
        field "kind" (Text declaration.Kind.Value) :: declaration.Parameters
        @ limits declaration.Limits
        |> Fields
        |> field declaration.Name.Value
        |> entry 1)
    |> section (Sections.key wanted)

let private seeds (model: Model) =
    let whole (seed: Spanned<int64>) =
        Number(seed.Value.ToString CultureInfo.InvariantCulture)

    match model.Seeds with
    | [] -> []
    | [ seed ] -> [ field "seed" (whole seed) ]
    | several -> [ field "seeds" (Items(List.map (whole >> node) several)) ]

let private model (model: Model) =
    [
        field "task" (texts model.Task)
        field "architecture" (texts model.Architecture)
        field "training" (texts model.Training)
    ]
    @ seeds model
    @ limits model.Limits
    |> Fields
    |> field model.Name.Value
    |> entry 1

let private level (level: Level) : Value =
    match level with
    | Constant value -> Number(Canonical.number value)
    | Times(factor, that) ->
        Fields [
            field "times" (Number(Canonical.number factor))
            field "that" (Text that.Value)
        ]

let private expectation (expectation: Expectation) =
    let over =
        if expectation.Over = Summary.Each then
            []
        else
            [ field "over" (Text(SnakeCase.Of(expectation.Over.ToString()))) ]

    let bound =
        match expectation.Bound with
        | AtLeast value -> [ field "at_least" (level value) ]
        | AtMost value -> [ field "at_most" (level value) ]
        | Near(value, tolerance) -> [
            field "is" (level value)
            field "within" (Number(Canonical.number tolerance))
          ]

    let source =
        if expectation.Source = "" then
            []
        else
            [ field "source" (Text expectation.Source) ]

    field "that" (Text expectation.That.Value) :: over @ bound @ source
    |> Fields
    |> node
    |> item 1

let private head (experiment: Experiment) =
    let description =
        if experiment.Description = "" then
            []
        else
            [ field "description" (Text experiment.Description) ]

    let plugins =
        match experiment.Plugins with
        | [] -> []
        | paths -> [
            field "plugins" (Items(paths |> List.map (fun path -> node (Text path.Value))))
          ]

    field "spindle" (Number(string Defaults.version))
    :: field "experiment" (Text experiment.Name.Value)
    :: description
    @ [ field "seed" (Number(experiment.Seed.ToString CultureInfo.InvariantCulture)) ]
    @ plugins
    @ limits experiment.Limits
    |> List.collect (entry 0)

/// A canonical experiment as YAML.
let print (experiment: Experiment) : string =
    let lines =
        head experiment
        @ declarations experiment Section.Tasks
        @ declarations experiment Section.Architectures
        @ declarations experiment Section.Trainings
        @ section "models" (List.collect model experiment.Models)
        @ declarations experiment Section.Recordings
        @ declarations experiment Section.Probes
        @ section "expect" (List.collect expectation experiment.Expectations)

    String.Join('\n', lines) + "\n"
