namespace Spindle.Dsl

open System
open Spindle.Catalog
open Spindle.Contracts

/// A value of an axis: what tells a member from the others of its family.
type Facet = {
    Axis: string
    Label: string
    Type: ParameterType
}

/// A declaration with one value for every parameter.
type Part = {
    /// Its name as a member: `standard[learning_rate=0.0001]`, or just `standard`.
    Name: string
    Source: TypedDeclaration
    Spec: Spec
    /// Its values of the swept parameters.
    Axes: Facet list
    /// Every given parameter with the value that it has here.
    Chosen: (TypedParameter * TypedValue) list
}

/// A task, an architecture, a training and a seed.
type ModelMember = {
    /// Its name as a member: `fly[architecture=separated,seed=3]`, or just `fly`.
    Name: string
    Source: Model
    Task: Part
    Architecture: Part
    Training: Part
    Seed: int64
    /// The axes along which its family has several values, as its name shows them.
    Axes: Facet list
    /// These and the axes along which its family has one value only.
    Facets: Facet list
}

/// A probe applied to one subject.
type Measurement = {
    /// The probe's name with its own axes.
    Probe: string
    /// Its full name: `wiring[architecture=separated,seed=1]`.
    Name: string
    /// The axes of its subject and its own, as its name shows them.
    Axes: Facet list
    /// These and the axes along which there is one value only.
    Facets: Facet list
    Metrics: Metric list
}

/// The names and places of members.
module Members =
    /// The name of a member: `fly[architecture=separated,seed=3]`, or just `fly` for the only one.
    let name (family: string) (axes: Facet list) : string =
        match axes with
        | [] -> family
        | axes ->
            let shown = axes |> List.map (fun facet -> $"{facet.Axis}={facet.Label}")
            let joined = String.Join(",", shown)
            $"{family}[{joined}]"

    /// Where a property's value is written: a swept value itself, else the key, else the declaration's name.
    let place (part: Part) (property: string) : SourceSpan =
        let chosen =
            part.Chosen
            |> List.tryFind (fun (parameter, _) -> parameter.Parameter.Property.Name = property)

        match chosen with
        | Some(parameter, value) when parameter.Values.Length > 1 -> value.Node.Span
        | Some(parameter, _) -> parameter.Key.Span
        | None -> part.Source.Declaration.Name.Span
