/// Sweeps and matrices: from a declaration or a model to its members.
module Spindle.Dsl.Expand

open System
open System.Collections.Generic
open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Contracts

/// Every way to take one item of each list; the last list turns fastest.
let private combinations (lists: 'Item list list) : 'Item list list =
    List.foldBack
        (fun items rest -> [
            for item in items do
                for others in rest -> item :: others
        ])
        lists
        [ [] ]

let private specOf (names: ISpecNames) (kind: KindDescription) (chosen: (TypedParameter * TypedValue) list) =
    let json = JsonObject()

    for parameter, value in chosen do
        json[parameter.Parameter.Key] <- value.Value.DeepClone()

    SpecJson.Read(kind, json, names)

/// The members of a declaration. The files and the declarations that it names are known.
let parts (names: ISpecNames) (declaration: TypedDeclaration) : Part list =
    let choices = [
        for parameter in declaration.Parameters -> [ for value in parameter.Values -> parameter, value ]
    ]

    [
        for chosen in combinations choices do
            let axes = [
                for parameter, value in chosen do
                    if parameter.Values.Length > 1 then
                        {
                            Axis = parameter.Parameter.Key
                            Label = value.Label
                            Type = parameter.Parameter.Type
                        }
            ]

            {
                Name = Members.name declaration.Declaration.Name.Value axes
                Source = declaration
                Spec = specOf names declaration.Kind chosen
                Axes = axes
                Chosen = chosen
            }
    ]

/// What an axis is called that comes from a parameter of a model's part: the key, with its part where two would clash.
let private axisNames (shownFields: string list) (parts: (string * Part) list) : string -> string -> string =
    let swept =
        [
            for field, part in parts do
                for axis in part.Axes do
                    field, axis.Axis
        ]
        |> List.distinct

    let clashing =
        swept
        |> List.map snd
        |> List.append shownFields
        |> List.countBy id
        |> List.filter (fun (_, count) -> count > 1)
        |> List.map fst
        |> HashSet

    fun field key -> if clashing.Contains key then $"{field}.{key}" else key

/// The members of a model, given the members of each of its parts.
let model (partsOf: string -> string -> Part list) (model: Model) : ModelMember list =
    let fieldParts field (names: Spanned<string> list) =
        names |> List.collect (fun name -> partsOf field name.Value)

    let tasks = fieldParts "task" model.Task
    let architectures = fieldParts "architecture" model.Architecture
    let trainings = fieldParts "training" model.Training

    let seeds =
        if model.Seeds.IsEmpty then
            [ Defaults.modelSeed ]
        else
            model.Seeds |> List.map _.Value

    let shownFields = [
        for field, count in
            [
                "task", model.Task.Length
                "architecture", model.Architecture.Length
                "training", model.Training.Length
                "seed", seeds.Length
            ] do
            if count > 1 then
                field
    ]

    let axisName =
        axisNames shownFields [
            for part in tasks -> "task", part
            for part in architectures -> "architecture", part
            for part in trainings -> "training", part
        ]

    let facets field (part: Part) =
        {
            Axis = field
            Label = part.Source.Declaration.Name.Value
            Type = ParameterType.Text()
        }
        :: [
            for axis in part.Axes ->
                {
                    axis with
                        Axis = axisName field axis.Axis
                }
        ]

    let isShown (facet: Facet) =
        match facet.Axis with
        | "task"
        | "architecture"
        | "training"
        | "seed" -> List.contains facet.Axis shownFields
        | _ -> true

    let withFacets field parts =
        parts |> List.map (fun part -> part, facets field part)

    [
        for task, taskFacets in withFacets "task" tasks do
            for architecture, architectureFacets in withFacets "architecture" architectures do
                for training, trainingFacets in withFacets "training" trainings do
                    for seed in seeds do
                        let seedFacet = {
                            Axis = "seed"
                            Label = string seed
                            Type = ParameterType.Whole()
                        }

                        let all = taskFacets @ architectureFacets @ trainingFacets @ [ seedFacet ]
                        let axes = List.filter isShown all

                        {
                            Name = Members.name model.Name.Value axes
                            Source = model
                            Task = task
                            Architecture = architecture
                            Training = training
                            Seed = seed
                            Axes = axes
                            Facets = all
                        }
    ]
