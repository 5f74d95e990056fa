/// Rules on kinds: a declaration's kind is one of its section's.
module Spindle.Dsl.Kinds

open System
open Spindle.Catalog
open Spindle.Contracts

/// The kinds of a section whose specs are of a type, as a message names them.
let ofType (catalog: KindCatalog) (spec: Type) : string =
    let names =
        catalog.Kinds
        |> Seq.filter (fun kind -> spec.IsAssignableFrom kind.SpecType)
        |> Seq.map _.Name
        |> List.ofSeq

    if names.IsEmpty then
        SnakeCase.Of spec.Name
    else
        Nearest.list names

let private namesOf (catalog: KindCatalog) section =
    catalog.Kinds
    |> Seq.filter (fun kind -> kind.Section = section)
    |> Seq.map _.Name
    |> List.ofSeq

/// The kind of a declaration, or that there is none of its name in its section.
let find (catalog: KindCatalog) (declaration: Declaration) : Result<KindDescription, Diagnostic list> =
    let name = declaration.Kind.Value
    let noun = Sections.noun declaration.Section

    match catalog.Find(declaration.Section, name) with
    // A kind that could not be read is told already.
    | null when name = "" -> Error []
    | null ->
        match catalog.Kinds |> Seq.tryFind (fun kind -> kind.Name = name) with
        | Some elsewhere ->
            let other = Sections.noun elsewhere.Section

            Error [
                Diagnostic.Error(
                    DiagnosticCodes.MisplacedKind,
                    declaration.Kind.Span,
                    $"'{name}' is a kind of {other}, not of {noun}",
                    $"declare it under {Sections.key elsewhere.Section}"
                )
            ]
        | None ->
            let hint = Nearest.hint (namesOf catalog declaration.Section) name

            Error [
                Diagnostic.Error(
                    DiagnosticCodes.UnknownKind,
                    declaration.Kind.Span,
                    $"there is no kind of {noun} called '{name}'",
                    Option.toObj hint
                )
            ]
    | kind -> Ok kind
