/// Rules on references: what a name stands for is declared, and is of the sort and kind that is wanted.
module Spindle.Dsl.References

open System
open System.Collections.Generic
open Spindle.Catalog
open Spindle.Contracts

/// What an experiment declares under a noun and a name; of duplicates the first.
type Table = Dictionary<struct (string * string), SourceSpan>

/// The table of an experiment.
let table (experiment: Experiment) : Table =
    let table = Table()

    for noun, name in Names.declared experiment do
        table.TryAdd(struct (noun, name.Value), name.Span) |> ignore

    table

/// Every noun that a name may have, as messages go through them.
let private nouns = [ "task"; "architecture"; "training"; "model"; "recording"; "probe" ]

let private nounOf (table: Table) (among: string list) (name: string) =
    among |> List.tryFind (fun noun -> table.ContainsKey(struct (noun, name)))

/// The nouns of what a reference may name.
let wanted (target: ReferenceTarget) : string list =
    match target with
    | ReferenceTarget.Task -> [ "task" ]
    | ReferenceTarget.Model -> [ "model" ]
    | ReferenceTarget.Recording -> [ "recording" ]
    | ReferenceTarget.Probe -> [ "probe" ]
    | _ -> [ "task"; "model"; "recording" ]

/// What a name stands for among some nouns, or why it stands for nothing.
let private resolve
    (table: Table)
    (among: string list)
    (name: string)
    (span: SourceSpan)
    : Result<string, Diagnostic list> =
    match nounOf table among name, nounOf table nouns name with
    | Some noun, _ -> Ok noun
    | None, Some other ->
        let expected = among |> List.map Sections.indefinite |> Nearest.list
        let message = $"expected {expected}, but '{name}' is {Sections.indefinite other}"
        Error [ Diagnostic.Error(DiagnosticCodes.WrongReference, span, message) ]
    | None, None ->
        let names = [
            for struct (noun, name) in table.Keys do
                if List.contains noun among then
                    name
        ]

        let message = $"there is no {Nearest.list among} called '{name}'"
        let hint = Nearest.hint names name |> Option.toObj
        Error [ Diagnostic.Error(DiagnosticCodes.DanglingReference, span, message, hint) ]

/// The tasks that a reference to a task, or to a model by way of its task, ends at.
let private tasksBehind (models: Model list) noun name =
    if noun = "task" then
        [ name ]
    else
        models
        |> List.filter (fun model -> model.Name.Value = name)
        |> List.collect (fun model -> model.Task |> List.map _.Value)

/// References to tasks, or to models on tasks, of another kind than is wanted there.
let private wrongTask (catalog: KindCatalog) (experiment: Experiment) noun (task: Type) name (span: SourceSpan) =
    let expected = Kinds.ofType catalog task

    [
        for behind in tasksBehind experiment.Models noun name do
            for declaration in experiment.Declarations do
                if declaration.Section = Section.Tasks && declaration.Name.Value = behind then
                    match catalog.Find(Section.Tasks, declaration.Kind.Value) with
                    | null -> ()
                    | kind when task.IsAssignableFrom kind.SpecType -> ()
                    | kind ->
                        let found =
                            if noun = "task" then
                                $"'{name}' is of kind {kind.Name}"
                            else
                                $"'{name}' solves '{behind}' of kind {kind.Name}"

                        let message = $"expected a task of kind {expected}, but {found}"
                        Diagnostic.Error(DiagnosticCodes.WrongReference, span, message)
    ]

/// The references in a declaration's parameters.
let inDeclaration
    (catalog: KindCatalog)
    (experiment: Experiment)
    (table: Table)
    (declaration: TypedDeclaration)
    : Diagnostic list = [
    for reference, name, node in Typed.references declaration do
        match resolve table (wanted reference.Target) name node.Span, reference.Task with
        | Error problems, _ -> yield! problems
        | Ok noun, NonNull task when noun <> "recording" -> yield! wrongTask catalog experiment noun task name node.Span
        | Ok _, _ -> ()
]

/// The specs that stand in a declaration by the name of another: each is declared and of the type that is wanted.
let embedded
    (catalog: KindCatalog)
    (experiment: Experiment)
    (table: Table)
    (declaration: TypedDeclaration)
    : Diagnostic list = [
    for wanted, name, node in Typed.embedded declaration do
        let noun = Sections.noun wanted.Section

        let declared =
            experiment.Declarations
            |> List.filter (fun other -> other.Section = wanted.Section)

        let fits (declaration: Declaration) =
            not (isNull (wanted.Find declaration.Kind.Value))

        let hint () =
            Nearest.hint
                [
                    for other in declared do
                        if fits other && other.Name <> declaration.Declaration.Name then
                            other.Name.Value
                ]
                name
            |> Option.toObj

        match declared |> List.tryFind (fun declaration -> declaration.Name.Value = name) with
        | Some found when fits found -> ()
        | Some found ->
            // A kind that nobody registers is told at its own declaration.
            if not (isNull (catalog.Find(wanted.Section, found.Kind.Value))) then
                let message =
                    $"expected {Sections.indefinite noun} of kind {Kinds.ofType catalog wanted.Spec}, but '{name}' is of kind {found.Kind.Value}"

                Diagnostic.Error(DiagnosticCodes.WrongReference, node.Span, message, hint ())
        | None ->
            match nounOf table nouns name with
            | Some other ->
                let message =
                    $"expected {Sections.indefinite noun}, but '{name}' is {Sections.indefinite other}"

                Diagnostic.Error(DiagnosticCodes.WrongReference, node.Span, message, hint ())
            | None ->
                let message = $"there is no {noun} called '{name}'"
                Diagnostic.Error(DiagnosticCodes.DanglingReference, node.Span, message, hint ())
]

/// The parts of a model, each with its noun.
let private partsOf (model: Model) = [
    "task", model.Task
    "architecture", model.Architecture
    "training", model.Training
]

/// The references in a model's fields.
let inModel (table: Table) (model: Model) : Diagnostic list = [
    for noun, names in partsOf model do
        if names.IsEmpty then
            let message = $"the model '{model.Name.Value}' has no {noun}"

            Diagnostic.Error(
                DiagnosticCodes.EmptyList,
                model.Name.Span,
                message,
                $"add {noun}: the name of {Sections.indefinite noun}"
            )

        for name in names do
            // A name that could not be read is told already.
            if name.Value <> "" then
                yield! Problems.ofResult (resolve table [ noun ] name.Value name.Span)
]

/// What a declaration needs: the noun and the name of everything that it refers to, or that stands in it.
let ofDeclaration (table: Table) (declaration: TypedDeclaration) : (string * string) list = [
    for embedded, name, _ in Typed.embedded declaration do
        Sections.noun embedded.Section, name

    for reference, name, _ in Typed.references declaration do
        match nounOf table (wanted reference.Target) name with
        | Some noun -> noun, name
        | None -> ()
]

/// What a model needs.
let ofModel (model: Model) : (string * string) list = [
    for noun, names in partsOf model do
        for name in names do
            noun, name.Value
]
