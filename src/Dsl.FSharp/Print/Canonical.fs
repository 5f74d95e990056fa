/// The one form of an experiment that every way of writing the same experiment has.
module Spindle.Dsl.Canonical

open Spindle.Catalog
open Spindle.Contracts

let private placed (value: Value) : Node = {
    Value = value
    Span = SourceSpan.None
}

let private unplaced (spanned: Spanned<'T>) : Spanned<'T> = { spanned with Span = SourceSpan.None }

/// A number as ECMAScript prints it, so that `1e-4` and `0.0001` are written alike.
let number (value: float) : string =
    Spindle.Plans.CanonicalJson.Number value

/// A value that has no type, because its parameter is unknown or does not fit: as it stands.
let rec private untyped (node: Node) : Node =
    match node.Value with
    | Items items -> placed (Items(List.map untyped items))
    | Fields fields ->
        fields
        |> List.map (fun field -> {
            Key = unplaced field.Key
            Value = untyped field.Value
        })
        |> Fields
        |> placed
    | value -> placed value

/// A value by its type, or as it stands where it is not of that type.
let private byType (parameter: ParameterType) (node: Node) : Node =
    match Values.read parameter node with
    | Ok value -> Written.value SourceSpan.None parameter value
    | Error _ -> untyped node

/// A parameter's value; a sweep over a single value is that value.
let private value (parameter: ParameterDescription) (node: Node) : Node =
    match node.Value with
    | Items [ only ] when Typed.isSwept parameter.Type node -> byType parameter.Type only
    | Items items when Typed.isSwept parameter.Type node -> placed (Items(List.map (byType parameter.Type) items))
    | _ -> byType parameter.Type node

let private isDefault (parameter: ParameterDescription) (node: Node) =
    match parameter.Default with
    | null -> false
    | value -> Written.value SourceSpan.None parameter.Type value = node

/// Parameters in the kind's order, those equal to their default left out; then those that the kind does not know.
let private parameters (kind: KindDescription) (given: Field list) : Field list =
    let known = [
        for parameter in kind.Parameters do
            match given |> List.tryFind (fun field -> field.Key.Value = parameter.Key) with
            | Some field ->
                let value = value parameter field.Value

                if not (isDefault parameter value) then
                    {
                        Key = unplaced field.Key
                        Value = value
                    }
            | None -> ()
    ]

    let unknown = [
        for field in given do
            if isNull (kind.Parameter field.Key.Value) then
                {
                    Key = unplaced field.Key
                    Value = untyped field.Value
                }
    ]

    known @ unknown

/// Limits in their order, and then what is none.
let private limits (given: Field list) : Field list =
    let known, unknown =
        given |> List.partition (fun field -> List.contains field.Key.Value Limits.keys)

    [
        for field in
            known
            |> List.sortBy (fun field -> List.findIndex ((=) field.Key.Value) Limits.keys) do
            match Limits.typeOf field.Key.Value with
            | Some limit -> {
                Key = unplaced field.Key
                Value = byType limit field.Value
              }
            | None -> ()
        for field in unknown do
            {
                Key = unplaced field.Key
                Value = untyped field.Value
            }
    ]

let private declaration (catalog: KindCatalog) (declaration: Declaration) : Declaration =
    let given =
        match catalog.Find(declaration.Section, declaration.Kind.Value) with
        | null -> [
            for field in declaration.Parameters do
                {
                    Key = unplaced field.Key
                    Value = untyped field.Value
                }
          ]
        | kind -> parameters kind declaration.Parameters

    {
        declaration with
            Name = unplaced declaration.Name
            Kind = unplaced declaration.Kind
            Parameters = given
            Limits = limits declaration.Limits
    }

let private model (model: Model) : Model = {
    Name = unplaced model.Name
    Task = List.map unplaced model.Task
    Architecture = List.map unplaced model.Architecture
    Training = List.map unplaced model.Training
    Seeds =
        match model.Seeds with
        | [ only ] when only.Value = Defaults.modelSeed -> []
        | seeds -> List.map unplaced seeds
    Limits = limits model.Limits
}

let private expectation (expectation: Expectation) : Expectation = {
    expectation with
        That = unplaced expectation.That
        Bound = Bound.mapThat unplaced expectation.Bound
        Span = SourceSpan.None
}

/// The canonical form: values typed and written in one way, defaults left out, parameters in the order of the kind,
/// declarations by section, and no places. Two texts that mean the same experiment have the same canonical form.
let experiment (catalog: KindCatalog) (experiment: Experiment) : Experiment = {
    Path = ""
    Name = unplaced experiment.Name
    Description = experiment.Description
    Seed = experiment.Seed
    Plugins = List.map unplaced experiment.Plugins
    Limits = limits experiment.Limits
    Declarations =
        experiment.Declarations
        |> List.map (declaration catalog)
        |> List.sortBy _.Section
    Models = List.map model experiment.Models
    Expectations = List.map expectation experiment.Expectations
}
