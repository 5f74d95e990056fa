/// Writes experiments as F# scripts, which say the same by `experiment "name" { … }`.
module Spindle.Dsl.FSharpPrinter

open System
open System.Collections.Generic
open Spindle.Catalog
open Spindle.Dsl.FSharpCall
open Spindle.Dsl.FSharpDeclaration

/// The parts in their order, but each behind what it refers to.
let private ordered (parts: Part list) : Part list =
    let byKey = dict (parts |> List.map (fun part -> part.Key, part))
    let placed = HashSet()
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
                | parameter -> yield! FSharpValue.needed parameter.Type parameter.Property.PropertyType field.Value
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
        indented 2 $"seed {whole experiment.Seed}"
        if not plugins.IsEmpty then
            indented 2 $"""plugins [ {String.Join("; ", plugins)} ]"""
        if not experiment.Limits.IsEmpty then
            indented 2 $"limits({FSharpValue.limits experiment.Limits})"
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

    let used =
        [
            for part in parts do
                yield! part.Needs
            for expectation in experiment.Expectations do
                for probe in FSharpExpectation.probes names expectation do
                    struct ("probe", probe)
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
            experiment.Expectations |> List.collect (FSharpExpectation.ofExpectation names)
        ]
        |> List.filter (not << List.isEmpty)

    let study = [
        "let study ="
        indented 1 $"experiment {FSharpValue.text experiment.Name.Value} {{"
        yield! List.concat (List.mapi (fun at lines -> if at = 0 then lines else "" :: lines) body)
        indented 1 "}"
    ]

    String.Join('\n', opening experiment kinds @ "" :: study) + "\n"
