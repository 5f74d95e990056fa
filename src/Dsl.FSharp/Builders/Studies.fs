/// From what an F# script says to the experiment that it means.
module Spindle.Dsl.Studies

open System
open Spindle
open Spindle.Catalog
open Spindle.Contracts

/// What may be said once is said again.
let private saidAgain (what: string) (places: SourceSpan list) : Diagnostic list =
    match places with
    | []
    | [ _ ] -> []
    | first :: again ->
        again
        |> List.map (fun span ->
            Diagnostic.Error(
                DiagnosticCodes.SaidTwice,
                span,
                $"there are two {what}s",
                $"the first is in line {first.Line}"
            ))

let private sweepProblems (declaration: SpecDeclaration) : Diagnostic list =
    let name = declaration.Name
    let properties = declaration.Sweeps |> List.choose _.Property

    [
        if declaration.Sweeps |> List.exists _.Property.IsNone then
            Diagnostic.Error(
                DiagnosticCodes.UnusableSweep,
                name.Span,
                $"a sweep of '{name.Value}' names no parameter",
                "write the property alone, as in .sweep((fun s -> s.LearningRate), [ 1e-4; 3e-4 ])"
            )

        for property, count in List.countBy id properties do
            if count > 1 then
                Diagnostic.Error(
                    DiagnosticCodes.UnusableSweep,
                    name.Span,
                    $"'{name.Value}' sweeps {SnakeCase.Of property} twice",
                    "put all values into one list"
                )
    ]

let private ofSpec (catalog: KindCatalog) (spec: Spec) =
    catalog.Kinds |> Seq.tryFind (fun kind -> kind.SpecType = spec.GetType())

/// The kind of a spec. One of a plugin is described by the assembly that it comes from; whether the experiment names that
/// plugin is checked like in any other experiment.
let private kindOf (catalog: KindCatalog) (declaration: SpecDeclaration) : Result<KindDescription, Diagnostic> =
    let spec = declaration.Spec
    let assembly = spec.GetType().Assembly

    let found =
        ofSpec catalog spec
        |> Option.orElseWith (fun () ->
            try
                ofSpec (KindCatalog.Of [| KindSource(assembly, (fun () -> null)) |]) spec
            with :? ArgumentException ->
                None)

    match found with
    | Some kind -> Ok kind
    | None ->
        Error(
            Diagnostic.Error(
                DiagnosticCodes.UnknownKind,
                declaration.Name.Span,
                $"{spec.GetType().Name} is no kind: nothing registers it",
                "mark the record with [<Kind(\"name\")>]"
            )
        )

/// The name of the declaration that a spec is that of: a script puts the very spec of a handle into another.
let private nameAmong (declarations: SpecDeclaration list) (spec: Spec) : string | null =
    declarations
    |> List.tryFind (fun declaration -> obj.ReferenceEquals(declaration.Spec, spec))
    |> Option.map _.Name.Value
    |> Option.toObj

let private declared nameOf (kind: KindDescription) (declaration: SpecDeclaration) : Declaration = {
    Section = declaration.Section
    Name = declaration.Name
    Kind = {
        Value = kind.Name
        Span = declaration.Name.Span
    }
    Parameters = SpecFields.fields nameOf kind declaration
    Limits = declaration.Limits
}

/// The experiment, its places being lines of the script; or what is wrong with how it is said.
let toExperiment (catalog: KindCatalog) (study: Study) : Result<Experiment, Diagnostic list> =
    let pick chooser = List.choose chooser study.Sayings

    let descriptions =
        pick (function
            | Description text -> Some text
            | _ -> None)

    let seeds =
        pick (function
            | Seed value -> Some value
            | _ -> None)

    let limits =
        pick (function
            | Limited limits -> Some limits
            | _ -> None)

    let declarations =
        pick (function
            | Declared declaration -> Some declaration
            | _ -> None)

    let kinds =
        declarations
        |> List.map (fun declaration -> kindOf catalog declaration, declaration)

    let problems = [
        yield! saidAgain "description" (descriptions |> List.map _.Span)
        yield! saidAgain "seed" (seeds |> List.map _.Span)
        yield! saidAgain "word on limit" (limits |> List.map _.Span)

        for kind, declaration in kinds do
            yield! sweepProblems declaration

            match kind with
            | Error problem -> problem
            | Ok _ -> ()
    ]

    if problems.IsEmpty then
        Ok {
            Path = study.Place.Path
            Name = study.Named
            Description = descriptions |> List.tryHead |> Option.map _.Value |> Option.defaultValue ""
            Seed = seeds |> List.tryHead |> Option.map _.Value |> Option.defaultValue Defaults.seed
            Plugins = study.Plugins
            Limits = limits |> List.tryHead |> Option.map _.Value |> Option.defaultValue []
            Declarations = [
                for kind, declaration in kinds do
                    match kind with
                    | Ok kind -> declared (nameAmong declarations) kind declaration
                    | Error _ -> ()
            ]
            Models =
                pick (function
                    | Modelled model -> Some model
                    | _ -> None)
            Expectations =
                pick (function
                    | Expected expectation -> Some expectation
                    | _ -> None)
        }
    else
        Error(problems |> List.sortBy (fun problem -> problem.Span.Line))
