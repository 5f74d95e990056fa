namespace Spindle.Dsl

open System
open System.Text.RegularExpressions
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

    /// The names and the places in lists that a path is made of: `Epochs[2].Lasts`.
    let private steps (path: string) : string list = [ for found in Regex.Matches(path, @"[^.\[\]]+") -> found.Value ]

    /// What the next step of a path leads to, its type and where it is written; none where nothing is written there.
    let private inside (kind: ParameterType) (node: Node) (step: string) =
        let field (parameters: ParameterDescription seq) (fields: Field list) =
            parameters
            |> Seq.tryFind (fun parameter -> parameter.Property.Name = step)
            |> Option.bind (fun parameter ->
                fields
                |> List.tryFind (fun field -> field.Key.Value = parameter.Key)
                |> Option.map (fun field -> parameter.Type, field.Value, field.Key.Span))

        match kind, node.Value, Int32.TryParse step with
        | (:? ParameterType.ListOf as list), Items items, (true, at) ->
            List.tryItem at items |> Option.map (fun item -> list.Item, item, item.Span)
        | (:? ParameterType.Group as group), Fields fields, _ -> field group.Parameters fields
        | (:? ParameterType.Embedded as embedded), Fields fields, _ ->
            fields
            |> List.tryPick (fun field ->
                match field.Key.Value, field.Value.Value with
                | "kind", Text kind -> Option.ofObj (embedded.Find kind)
                | _ -> None)
            |> Option.bind (fun kind -> field kind.Parameters fields)
        | _ -> None

    let rec private deepest (kind: ParameterType) (node: Node) (span: SourceSpan) (steps: string list) =
        match steps with
        | [] -> span
        | step :: rest ->
            match inside kind node step with
            | Some(kind, node, span) -> deepest kind node span rest
            | None -> span

    /// Where a property's value is written: a swept value itself, else the key, else the declaration's name. A path such as
    /// `Epochs[2].Lasts` leads on from there, as far as something is written.
    let place (part: Part) (path: string) : SourceSpan =
        match steps path with
        | [] -> part.Source.Declaration.Name.Span
        | property :: rest ->
            let chosen =
                part.Chosen
                |> List.tryFind (fun (parameter, _) -> parameter.Parameter.Property.Name = property)

            match chosen with
            | Some(parameter, value) ->
                let span =
                    if parameter.Values.Length > 1 then
                        value.Node.Span
                    else
                        parameter.Key.Span

                deepest parameter.Parameter.Type value.Node span rest
            | None -> part.Source.Declaration.Name.Span
