namespace Spindle.Dsl

open System
open System.Collections.Generic

/// A member of a family of planned things.
type Planned<'Item> = {
    Name: string
    /// The axes that its name shows.
    Axes: Facet list
    /// These and the axes along which its family has one value only.
    Facets: Facet list
    Item: 'Item
}

/// What is being planned, as far as it decides which member of a family a reference means.
type Present = {
    /// The names of the members that are in use: the subject, its model, its model's task.
    Uses: string list
    Facets: Facet list
}

/// The members of a planned declaration or model.
type Family<'Item>(members: Planned<'Item> list) =
    let byName =
        Dictionary(members |> Seq.map (fun planned -> KeyValuePair(planned.Name, planned)))

    /// The axes along which the members differ; on the others all or none would agree with what is present.
    let axes =
        let labels axis =
            members
            |> Seq.map (fun planned ->
                planned.Facets
                |> List.tryFind (fun facet -> facet.Axis = axis)
                |> Option.map _.Label)
            |> Seq.distinct
            |> Seq.truncate 2
            |> Seq.length

        members
        |> Seq.collect _.Facets
        |> Seq.map _.Axis
        |> Seq.distinct
        |> Seq.filter (fun axis -> labels axis > 1)
        |> HashSet

    let byAxes = Dictionary<string, Dictionary<string, Planned<'Item> list>>()

    let labels (shared: string list) (facets: Facet list) =
        let label axis =
            facets
            |> List.tryFind (fun facet -> facet.Axis = axis)
            |> Option.map _.Label
            |> Option.defaultValue ""

        String.Join("\n", shared |> List.map label)

    /// The members by their values on some axes, grouped once for each choice of axes.
    let grouped (shared: string list) =
        let key = String.Join("\n", shared)

        match byAxes.TryGetValue key with
        | true, groups -> groups
        | _ ->
            let groups = Dictionary()

            for group, same in members |> List.groupBy (fun planned -> labels shared planned.Facets) do
                groups[group] <- same

            byAxes[key] <- groups
            groups

    /// The members, in order.
    member _.Members = members

    /// The member that a reference to the family means: the only one, else the one in use, else the only one that agrees
    /// on every axis along which the family has several members.
    member _.Resolve(present: Present) : Planned<'Item> option =
        match members, present.Uses |> List.tryFind byName.ContainsKey with
        | [ only ], _ -> Some only
        | _, Some name -> Some byName[name]
        | _, None ->
            let shared = present.Facets |> List.map _.Axis |> List.filter axes.Contains

            match (grouped shared).TryGetValue(labels shared present.Facets) with
            | true, [ only ] -> Some only
            | _ -> None
