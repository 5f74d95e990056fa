/// Writes experiments as F# scripts, which say the same by `experiment "name" { … }`.
module Spindle.Dsl.FSharpPrinter

open System
open Spindle.Catalog
open Spindle.Contracts

type private Summary = Spindle.Plans.Summary

/// What is longer than this is broken into several lines.
let private widest = 110

let private indented (depth: int) (line: string) = String(' ', 4 * depth) + line

/// A call, with its arguments on one line if that fits, otherwise each on its own.
type private Call = {
    Function: string
    Arguments: Argument list
    Suffix: string list
}

and private Argument =
    | Plain of text: string
    | Nested of name: string * call: Call

let rec private flat (call: Call) =
    let argument =
        function
        | Plain text -> text
        | Nested(name, call) -> name + flat call

    $"""{call.Function}({String.Join(", ", List.map argument call.Arguments)}){String.Join("", call.Suffix)}"""

let rec private lines (depth: int) (before: string) (call: Call) : string list =
    let line = indented depth (before + flat call)
    let bare = indented depth (before + flat { call with Suffix = [] })

    let suffix = call.Suffix |> List.map (indented (depth + 1))

    if line.Length <= widest then
        [ line ]
    elif bare.Length <= widest || call.Arguments.IsEmpty then
        bare :: suffix
    else
        let last = call.Arguments.Length - 1

        let argument index argument =
            let comma = if index = last then "" else ","

            let written =
                match argument with
                | Plain text -> [ indented (depth + 1) text ]
                | Nested(name, call) -> lines (depth + 1) name call

            List.mapi (fun at line -> if at = written.Length - 1 then line + comma else line) written

        indented depth $"{before}{call.Function}("
        :: List.concat (List.mapi argument call.Arguments)
        @ [ indented depth ")" ]
        @ suffix

/// A statement; where others refer to it, it gives its name a value.
let private statement (name: string option) (call: Call) : string list =
    match name with
    | None -> lines 2 "" call
    | Some name ->
        let before = $"let! {name} = "

        if (indented 2 (before + flat call)).Length <= widest then
            [ indented 2 (before + flat call) ]
        else
            indented 2 (before.TrimEnd()) :: lines 3 "" call

/// The parts of `wiring[architecture=separated].element_match`.
let private parts (that: string) : (string * (string * string) list * string) option =
    let choices (selector: string) =
        selector.Split ','
        |> List.ofArray
        |> List.map (fun choice ->
            match choice.Split '=' with
            | [| axis; value |] -> axis.Trim(), value.Trim()
            | _ -> "", "")

    let probe, rest =
        match that.IndexOf '[', that.IndexOf ']' with
        | first, last when first > 0 && last > first ->
            that[.. first - 1], (choices that[first + 1 .. last - 1], that[last + 1 ..])
        | _ when that.IndexOf '.' > 0 -> that[.. that.IndexOf '.' - 1], ([], that[that.IndexOf '.' ..])
        | _ -> "", ([], "")

    match rest with
    | selected, metric when probe <> "" && metric.StartsWith '.' && not (List.contains ("", "") selected) ->
        Some(probe, selected, metric[1..])
    | _ -> None

/// A metric by the handle of its probe; none where only its text says the same.
let private metric (names: FSharpNames) (that: string) : (string * string) option =
    let choice (axis, value: string) =
        match names.Find(axis, value), Int64.TryParse value with
        | Some handle, _ when List.contains axis [ "architecture"; "training"; "task" ] -> $".where({handle})"
        | _, (true, seed) when axis = "seed" && string seed = value ->
            $".where(seed = {(FSharpValue.wholes [ seed ]).Head})"
        | _ -> $".where({FSharpValue.text axis}, {FSharpValue.text value})"

    match parts that with
    | Some(probe, choices, metric) ->
        let again =
            String.Join(",", choices |> List.map (fun (axis, value) -> $"{axis}={value}"))

        let selector = if choices.IsEmpty then "" else $"[{again}]"

        match names.Find("probe", probe) with
        | Some handle when $"{probe}{selector}.{metric}" = that ->
            Some(probe, $"""{handle}{String.Join("", List.map choice choices)}[{FSharpValue.text metric}]""")
        | _ -> None
    | None -> None

let private float value =
    FSharpValue.number (Canonical.number value)

let private level (names: FSharpNames) (level: Level) =
    match level with
    | Constant value -> float value
    | Times(factor, that) ->
        match metric names that.Value with
        | Some(_, handle) -> $"{float factor} * {handle}"
        | None -> $"times({float factor}, {FSharpValue.text that.Value})"

let private expectation (names: FSharpNames) (expectation: Expectation) : string list =
    let that =
        metric names expectation.That.Value
        |> Option.map snd
        |> Option.defaultWith (fun () -> FSharpValue.text expectation.That.Value)

    let bound =
        match expectation.Bound with
        | AtLeast value -> $"atLeast({level names value})"
        | AtMost value -> $"atMost({level names value})"
        | Near(value, tolerance) -> $"near({level names value}, within = {float tolerance})"

    {
        Function = "expect"
        Arguments = [
            Plain that
            Plain bound
            if expectation.Over <> Summary.Each then
                Plain $"over = Over.{expectation.Over}"
            if expectation.Source <> "" then
                Plain $"source = {FSharpValue.text expectation.Source}"
        ]
        Suffix = []
    }
    |> statement None

/// The F# name of what a reference names.
let private handle (names: FSharpNames) (reference: ParameterType.Reference) (name: string) =
    References.wanted reference.Target
    |> List.tryPick (fun noun -> names.Find(noun, name))
    |> Option.defaultValue (FSharpValue.text name)

let private declaration (names: FSharpNames) (kind: KindDescription) (declaration: Declaration) : Call =
    let given = [
        for field in declaration.Parameters do
            match kind.Parameter field.Key.Value with
            | null -> ()
            | parameter -> parameter, field.Value
    ]

    let isSwept (parameter: ParameterDescription, node) = Typed.isSwept parameter.Type node

    // What a kind requires must be set in the call, also where a sweep replaces it.
    let value (parameter: ParameterDescription, node: Node) =
        match node.Value with
        | Items(first :: _) when isSwept (parameter, node) -> if parameter.Required then Some first else None
        | _ -> Some node

    let properties = [
        for parameter, node in given do
            match value (parameter, node) with
            | Some value -> Plain $"{parameter.Property.Name} = {FSharpValue.property (handle names) parameter value}"
            | None -> ()
    ]

    let sweep (parameter: ParameterDescription, node: Node) =
        match node.Value with
        | Items items ->
            let clr = parameter.Property.PropertyType
            let values = FSharpValue.listOf (handle names) parameter.Type clr items
            $".sweep((fun s -> s.{parameter.Property.Name}), ({values}: {FSharpValue.typeName clr} list))"
        | _ -> ""

    {
        Function = $"declare.{Sections.noun declaration.Section}"
        Arguments = [
            Plain(FSharpValue.text declaration.Name.Value)
            Nested(
                "",
                {
                    Function = kind.SpecType.Name
                    Arguments = properties
                    Suffix = []
                }
            )
        ]
        Suffix = given |> List.filter isSwept |> List.map sweep
    }

let private model (names: FSharpNames) (kindOfTask: string -> string) (model: Model) : Call =
    let handles noun (several: Spanned<string> list) =
        several
        |> List.map (fun name ->
            names.Find(noun, name.Value)
            |> Option.defaultValue (FSharpValue.text name.Value))

    let oneOrMore (written: string list) =
        match written with
        | [ one ] -> one
        | several -> $"""[ {String.Join("; ", several)} ]"""

    let tasks =
        let written = oneOrMore (handles "task" model.Task)

        match model.Task |> List.distinctBy (fun task -> kindOfTask task.Value) with
        | _ :: _ :: _ -> $"({written}: TaskRef list)"
        | _ -> written

    {
        Function = "declare.model"
        Arguments = [
            Plain(FSharpValue.text model.Name.Value)
            Plain tasks
            Plain(oneOrMore (handles "architecture" model.Architecture))
            Plain(oneOrMore (handles "training" model.Training))
            if not model.Seeds.IsEmpty then
                Plain $"seeds = {oneOrMore (FSharpValue.wholes (model.Seeds |> List.map _.Value))}"
        ]
        Suffix = []
    }

/// A declaration or a model, with what it refers to.
type private Part = {
    Key: struct (string * string)
    Needs: struct (string * string) list
    Call: Call
}

let private ofDeclaration (names: FSharpNames) (declared: Declaration) (kind: KindDescription) : Part =
    let rec named (parameter: ParameterType) (node: Node) =
        match parameter, node.Value with
        | _, Items items -> List.collect (named parameter) items
        | (:? ParameterType.ListOf as list), _ -> named list.Item node
        | (:? ParameterType.Reference as reference), Text name ->
            References.wanted reference.Target
            |> List.tryFind (fun noun -> (names.Find(noun, name)).IsSome)
            |> Option.map (fun noun -> struct (noun, name))
            |> Option.toList
        | _ -> []

    let rec item (parameter: ParameterType) =
        match parameter with
        | :? ParameterType.ListOf as list -> item list.Item
        | other -> other

    {
        Key = struct (Sections.noun declared.Section, declared.Name.Value)
        Needs = [
            for field in declared.Parameters do
                match kind.Parameter field.Key.Value with
                | null -> ()
                | parameter -> yield! named (item parameter.Type) field.Value
        ]
        Call = declaration names kind declared
    }

let private ofModel (names: FSharpNames) kindOfTask (declared: Model) : Part = {
    Key = struct ("model", declared.Name.Value)
    Needs = [
        for noun, several in
            [
                "task", declared.Task
                "architecture", declared.Architecture
                "training", declared.Training
            ] do
            for name in several -> struct (noun, name.Value)
    ]
    Call = model names kindOfTask declared
}

/// The parts in their order, but each behind what it refers to.
let private ordered (parts: Part list) : Part list =
    let byKey = dict (parts |> List.map (fun part -> part.Key, part))
    let placed = System.Collections.Generic.HashSet()
    let order = ResizeArray()

    let rec place (part: Part) =
        if placed.Add part.Key then
            for need in part.Needs do
                match byKey.TryGetValue need with
                | true, needed -> place needed
                | _ -> ()

            order.Add part

    List.iter place parts
    List.ofSeq order

/// Neighbours of one noun together.
let private byNoun (parts: Part list) : Part list list =
    let noun (part: Part) =
        let struct (noun, _) = part.Key
        noun

    List.foldBack
        (fun part groups ->
            match groups with
            | (next :: _ as group) :: rest when noun next = noun part -> (part :: group) :: rest
            | _ -> [ part ] :: groups)
        parts
        []

/// What the script opens and refers to before the study.
let private opening (experiment: Experiment) (kinds: (Declaration * KindDescription) list) =
    let ofKind (declaration: Declaration, kind: KindDescription) =
        string kind.SpecType.Namespace
        :: [
            for field in declaration.Parameters do
                match kind.Parameter field.Key.Value with
                | null -> ()
                | parameter -> yield! FSharpValue.namespaces parameter.Property.PropertyType
        ]

    let plugins =
        experiment.Plugins
        |> List.map (fun plugin -> $"#r {FSharpValue.text plugin.Value}")

    let opened = kinds |> List.collect ofKind |> List.distinct

    plugins
    @ (if plugins.IsEmpty then [] else [ "" ])
    @ [ for space in "Spindle" :: opened -> $"open {space}" ]

let private whole (value: int64) = (FSharpValue.wholes [ value ]).Head

let private head (experiment: Experiment) =
    let plugins =
        experiment.Plugins |> List.map (fun plugin -> FSharpValue.text plugin.Value)

    [
        if experiment.Description <> "" then
            indented 2 $"description {FSharpValue.text experiment.Description}"
        indented 2 $"seed({whole experiment.Seed})"
        if not plugins.IsEmpty then
            indented 2 $"""plugins [ {String.Join("; ", plugins)} ]"""
    ]

/// A sound, canonical experiment as an F# script.
let print (catalog: KindCatalog) (experiment: Experiment) : string =
    let names = FSharpNames experiment

    let kinds =
        experiment.Declarations
        |> List.choose (fun declaration ->
            Option.ofObj (catalog.Find(declaration.Section, declaration.Kind.Value))
            |> Option.map (fun kind -> declaration, kind))

    let kindOfTask name =
        kinds
        |> List.tryFind (fun (declaration, _) -> declaration.Section = Section.Tasks && declaration.Name.Value = name)
        |> Option.map (fun (_, kind) -> kind.Name)
        |> Option.defaultValue ""

    let ofSection section =
        kinds
        |> List.filter (fun (declaration, _) -> declaration.Section = section)
        |> List.map (fun (declaration, kind) -> ofDeclaration names declaration kind)

    let parts =
        ofSection Section.Tasks
        @ ofSection Section.Architectures
        @ ofSection Section.Trainings
        @ List.map (ofModel names kindOfTask) experiment.Models
        @ ofSection Section.Recordings
        @ ofSection Section.Probes
        |> ordered

    let spoken = [
        for expectation in experiment.Expectations do
            expectation.That.Value

            match expectation.Bound with
            | AtLeast(Times(_, that))
            | AtMost(Times(_, that))
            | Near(Times(_, that), _) -> that.Value
            | _ -> ()
    ]

    let used =
        [
            for part in parts do
                yield! part.Needs
            for that in spoken do
                match metric names that with
                | Some(probe, _) -> struct ("probe", probe)
                | None -> ()
        ]
        |> Set.ofList

    let written (part: Part) =
        let struct (noun, name) = part.Key

        statement
            (if used.Contains part.Key then
                 names.Find(noun, name)
             else
                 None)
            part.Call

    let body =
        [
            head experiment
            yield! parts |> byNoun |> List.map (List.collect written)
            experiment.Expectations |> List.collect (expectation names)
        ]
        |> List.filter (not << List.isEmpty)

    let study = [
        "let study ="
        indented 1 $"experiment {FSharpValue.text experiment.Name.Value} {{"
        yield! List.concat (List.mapi (fun at lines -> if at = 0 then lines else "" :: lines) body)
        indented 1 "}"
    ]

    String.Join('\n', opening experiment kinds @ "" :: study) + "\n"
