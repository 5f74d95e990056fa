/// `spindle kinds`: the vocabulary, as the catalog describes it.
module Spindle.Cli.KindsCommand

open System
open Argu
open Spindle.Catalog
open Spindle.Dsl

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand>] Kind of name: string
    | Markdown
    | Plugin of path: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Kind _ -> "describe one kind"
            | Arguments.Markdown -> "print all kinds as a page of documentation"
            | Arguments.Plugin _ -> "also the kinds of this plugin"

/// How a type of value is called, with what an experiment would write.
let rec private typeName (parameterType: ParameterType) =
    match parameterType with
    | :? ParameterType.Whole -> "whole number"
    | :? ParameterType.Number -> "number"
    | :? ParameterType.Truth -> "true or false"
    | :? ParameterType.Text -> "text"
    | :? ParameterType.File -> "file"
    | :? ParameterType.Quantity as quantity ->
        let units = quantity.Units |> Seq.map _.Symbol |> String.concat ", "
        $"{quantity.Dimension} ({units})"
    | :? ParameterType.Choice as choice -> String.concat " | " choice.Names
    | :? ParameterType.Reference as reference -> $"name of a {reference.Target.ToString().ToLowerInvariant()}"
    | :? ParameterType.ListOf as list -> $"list of {typeName list.Item}"
    | :? ParameterType.Group -> "map"
    | :? ParameterType.Embedded as embedded ->
        let kinds = embedded.Kinds |> Seq.map _.Name |> Nearest.list
        $"{Sections.noun embedded.Section} of kind {kinds}, by name or in place"
    | other -> other.ToString() |> string

let private scalar (node: Text.Json.Nodes.JsonNode | null) =
    match node with
    | null -> ""
    | node -> Spindle.Plans.CanonicalJson.Write(node).Trim('"')

let private range (parameter: ParameterDescription) =
    match scalar parameter.Least, scalar parameter.Greatest with
    | "", "" -> ""
    | least, "" -> $"at least {least}"
    | "", greatest -> $"at most {greatest}"
    | least, greatest -> $"{least} to {greatest}"

let private standing (parameter: ParameterDescription) =
    match parameter.Default with
    | _ when parameter.Required -> "required"
    | NonNull value when Typed.hasParts parameter.Type -> Written.text parameter.Type value
    | value -> scalar value

let private section (kind: KindDescription) =
    kind.Section.ToString().ToLowerInvariant()

/// The parameters with those of the maps that they hold, each with what its key begins with: `legs[].` for a list of maps.
let rec private withParts
    (before: string)
    (parameters: ParameterDescription seq)
    : (string * ParameterDescription) list =
    let rec inside (key: string) (parameterType: ParameterType) =
        match parameterType with
        | :? ParameterType.ListOf as list -> inside $"{key}[]" list.Item
        | :? ParameterType.Group as group -> withParts $"{key}." group.Parameters
        | _ -> []

    [
        for parameter in parameters do
            let key = before + parameter.Key
            key, parameter
            yield! inside key parameter.Type
    ]

let private describe (kind: KindDescription) = [
    $"{kind.Name} ({section kind}, version {kind.Version})"
    $"  {kind.Summary}"
    ""
    for key, parameter in withParts "" kind.Parameters do
        let facts =
            [ typeName parameter.Type; range parameter; standing parameter ]
            |> List.filter ((<>) "")
            |> String.concat "; "

        $"  {key}: {facts}"
        $"      {parameter.Summary}"
    for note in kind.Notes do
        $"  version {note.Version}, {note.Date}: {note.Reason}"
]

let private list (catalog: KindCatalog) =
    let width = catalog.Kinds |> Seq.map _.Name.Length |> Seq.fold max 0

    [
        for kinds in catalog.Kinds |> Seq.groupBy section do
            fst kinds

            for kind in snd kinds do
                $"  {kind.Name.PadRight width}  {kind.Summary}"
    ]

/// The page docs/kinds.md.
let markdown (catalog: KindCatalog) =
    let cell (text: string) = text.Replace("|", "\\|")

    [
        "# Kinds"
        ""
        "Made by `spindle kinds --markdown` from the records in `src/Runtime.CSharp`."
        for name, kinds in catalog.Kinds |> Seq.groupBy section do
            ""
            $"## {name}"

            for kind in kinds do
                ""
                $"### {kind.Name}"
                ""
                kind.Summary
                ""
                "| key | value | default | range | meaning |"
                "| --- | --- | --- | --- | --- |"

                for key, parameter in withParts "" kind.Parameters do
                    let cells = [
                        $"`{key}`"
                        typeName parameter.Type
                        standing parameter
                        range parameter
                        parameter.Summary
                    ]

                    "| " + (cells |> List.map cell |> String.concat " | ") + " |"
    ]

/// Lists the kinds, or describes one; the lines to print, or what is wrong.
let run (catalog: KindCatalog) (kind: string option) (asMarkdown: bool) : Result<string list, string> =
    match kind with
    | None when asMarkdown -> Ok(markdown catalog)
    | None -> Ok(list catalog)
    | Some name ->
        match catalog.Kinds |> Seq.filter (fun kind -> kind.Name = name) |> List.ofSeq with
        | [] -> Error $"there is no kind '{name}'; 'spindle kinds' lists them"
        | kinds -> Ok(List.collect describe kinds)

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    Catalogs.withPlugins (arguments.GetResults Arguments.Plugin)
    |> Result.mapError (fun (plugin, problem) -> $"{plugin}: {problem}")
    |> Result.bind (fun catalog ->
        run catalog (arguments.TryGetResult Arguments.Kind) (arguments.Contains Arguments.Markdown))
    |> Frame.told
