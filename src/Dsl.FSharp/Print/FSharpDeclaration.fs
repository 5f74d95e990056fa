/// Declarations and models in F# scripts.
module internal Spindle.Dsl.FSharpDeclaration

open System
open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Dsl.FSharpCall

/// The F# expressions for what is declared.
let private handles (names: FSharpNames) : FSharpValue.Handles =
    let find nouns name =
        nouns
        |> List.tryPick (fun noun -> names.Find(noun, name))
        |> Option.defaultValue (FSharpValue.text name)

    {
        Reference = fun reference name -> find (References.wanted reference.Target) name
        Spec =
            fun embedded name ->
                let spec = find [ Sections.noun embedded.Section ] name + ".Spec"
                let bases = [ typeof<ArchitectureSpec>; typeof<TrainingSpec> ]

                // The handle of a task knows its kind, those of architectures and trainings do not.
                if embedded.Section = Section.Tasks || List.contains embedded.Spec bases then
                    spec
                else
                    $"({spec} :?> {FSharpValue.typeName embedded.Spec})"
    }

let private limits (given: Field list) : string list =
    if given.IsEmpty then
        []
    else
        [ $".limits({FSharpValue.limits given})" ]

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
            | Some value -> FSharpValue.property (handles names) parameter value
            | None -> ()
    ]

    let sweep (parameter: ParameterDescription, node: Node) =
        match node.Value with
        | Items items ->
            let clr = parameter.Property.PropertyType
            let values = FSharpValue.listOf (handles names) parameter.Type clr items
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
        Suffix = (given |> List.filter isSwept |> List.map sweep) @ limits declaration.Limits
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
        Suffix = limits model.Limits
    }

/// A declaration or a model, with what it refers to.
type Part = {
    Key: struct (string * string)
    Needs: struct (string * string) list
    Call: Call
}

/// A declaration with its kind.
let ofDeclaration (names: FSharpNames) (declared: Declaration) (kind: KindDescription) : Part =
    let named (kind: ParameterType, value: JsonNode, _) =
        match kind, value with
        | (:? ParameterType.Reference as reference), _ -> References.wanted reference.Target, value.GetValue<string>()
        | (:? ParameterType.Embedded as embedded), (:? JsonValue as name) ->
            [ Sections.noun embedded.Section ], name.GetValue<string>()
        | _ -> [], ""

    {
        Key = struct (Sections.noun declared.Section, declared.Name.Value)
        Needs = [
            for field in declared.Parameters do
                match kind.Parameter field.Key.Value with
                | null -> ()
                | parameter ->
                    for typed in Parameters.typed parameter field |> Result.toOption |> Option.toList do
                        for nouns, name in Typed.all typed |> List.map named do
                            for noun in nouns do
                                if (names.Find(noun, name)).IsSome then
                                    struct (noun, name)
        ]
        Call = declaration names kind declared
    }

/// A model; `kindOfTask` gives the kinds of tasks.
let ofModel (names: FSharpNames) kindOfTask (declared: Model) : Part = {
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
