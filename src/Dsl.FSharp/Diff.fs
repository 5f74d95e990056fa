/// Compares two experiments by what they mean, and their plans by what their steps compute.
module Spindle.Dsl.Diff

open System.Collections.Generic
open Spindle.Catalog
open Spindle.Plans

/// A value that differs; absent before where it is added, absent after where it is removed.
type Change = {
    /// As `trainings.standard.learning_rate`.
    Path: string
    Before: string option
    After: string option
}

/// Something that has another name and says the same.
type Rename = { Before: string; After: string }

/// How the steps of two plans relate.
type StepChanges = {
    /// Steps of both plans that compute something else now.
    Changed: string list
    Added: string list
    Removed: string list
    /// Steps whose work was in the first plan already, under whatever name.
    Stay: string list
}

/// What sets two experiments apart.
type Difference = {
    Changes: Change list
    Renames: Rename list
    Steps: StepChanges
}

/// The declarations of a section with their content, in order.
type private Named = (string * Map<string, string>) list

let private removed (before: Named) (after: Named) =
    let names = after |> List.map fst |> Set.ofList
    before |> List.filter (fun (name, _) -> not (names.Contains name))

/// Names that are gone, each with a new one of equal content.
let private renames (before: Named) (after: Named) : (string * string) list =
    let fresh = ResizeArray(removed after before)

    [
        for name, content in removed before after do
            match fresh |> Seq.tryFind (fun (_, other) -> other = content) with
            | Some(newName, _) as pair ->
                fresh.Remove pair.Value |> ignore
                name, newName
            | None -> ()
    ]

let private values (path: string) (before: Map<string, string>) (after: Map<string, string>) : Change list = [
    for key in Set.union (Set.ofSeq before.Keys) (Set.ofSeq after.Keys) do
        let one, other = before.TryFind key, after.TryFind key

        if one <> other then
            {
                Path = $"{path}.{key}"
                Before = one
                After = other
            }
]

/// The sections before the models, in an order in which references come after what they name.
let private sections = [ Section.Tasks; Section.Recordings; Section.Architectures; Section.Trainings ]

/// What is known of renamed things while the sections are compared one after another.
type private Comparison() =
    let renamed = Dictionary<struct (string * string), string>()
    let found = ResizeArray<Rename>()
    let changes = ResizeArray<Change>()

    /// The name after of something named before.
    member _.Rename noun name =
        match renamed.TryGetValue(struct (noun, name)) with
        | true, after -> after
        | _ -> name

    member _.Add(path, before, after) =
        if before <> after then
            changes.Add {
                Path = path
                Before = before
                After = after
            }

    member comparison.Section(noun: string, path: string, before: Named, after: Named) =
        for one, other in renames before after do
            renamed[struct (noun, one)] <- other

            found.Add {
                Before = $"{path}.{one}"
                After = $"{path}.{other}"
            }

        let contentAfter = Map.ofList after

        let contentBefore =
            Map.ofList [ for name, content in before -> comparison.Rename noun name, content ]

        let names = [
            for name, _ in after do
                name
            for name in contentBefore.Keys do
                if not (contentAfter.ContainsKey name) then
                    name
        ]

        for name in names do
            let contentOf (contents: Map<string, Map<string, string>>) =
                contents.TryFind name |> Option.defaultValue Map.empty

            changes.AddRange(values $"{path}.{name}" (contentOf contentBefore) (contentOf contentAfter))

    member _.Changes = List.ofSeq changes
    member _.Renames = List.ofSeq found

let private asIs _ (name: string) = name

/// What two experiments say differently, and what has another name only.
let experiments (catalog: KindCatalog) (before: Experiment) (after: Experiment) : Change list * Rename list =
    let comparison = Comparison()

    let declarations rename (experiment: Experiment) section : Named = [
        for declaration in experiment.Declarations do
            if declaration.Section = section then
                declaration.Name.Value, Content.ofDeclaration catalog rename declaration
    ]

    let section section =
        let one = declarations comparison.Rename before section
        comparison.Section(Sections.noun section, Sections.key section, one, declarations asIs after section)

    comparison.Add("experiment", Some before.Name.Value, Some after.Name.Value)
    comparison.Add("description", Some before.Description, Some after.Description)
    comparison.Add("seed", Some(string before.Seed), Some(string after.Seed))

    let plugins (experiment: Experiment) =
        Some(System.String.Join(", ", experiment.Plugins |> List.map _.Value))

    comparison.Add("plugins", plugins before, plugins after)

    let limits (experiment: Experiment) =
        Map.ofList (Limits.content experiment.Limits)

    for key in Limits.keys do
        let path = $"limits.{key}"
        comparison.Add(path, (limits before).TryFind path, (limits after).TryFind path)

    List.iter section sections

    let models rename (experiment: Experiment) : Named = [
        for model in experiment.Models -> model.Name.Value, Content.ofModel rename model
    ]

    comparison.Section("model", "models", models comparison.Rename before, models asIs after)
    section Section.Probes

    let expectations rename (experiment: Experiment) =
        Map.ofList (experiment.Expectations |> List.map (Content.ofExpectation rename))

    let changes =
        values "expect" (expectations comparison.Rename before) (expectations asIs after)

    comparison.Changes @ changes, comparison.Renames

/// Which steps of the second plan compute what the first had, and which do not.
let steps (before: Plan) (after: Plan) : StepChanges =
    let first, second = PlanDigest.structural before, PlanDigest.structural after
    let known = HashSet first.Values
    let kept = HashSet second.Values
    let ids (plan: Plan) = [ for step in plan.Steps -> step.Id ]
    let stay, other = ids after |> List.partition (fun id -> known.Contains second[id])
    let changed, added = other |> List.partition first.ContainsKey

    {
        Changed = changed
        Added = added
        Removed =
            ids before
            |> List.filter (fun id -> not (second.ContainsKey id) && not (kept.Contains first[id]))
        Stay = stay
    }

/// Everything that sets two experiments and their plans apart.
let compare (catalog: KindCatalog) (before: Experiment * Plan) (after: Experiment * Plan) : Difference =
    let changes, renames = experiments catalog (fst before) (fst after)

    {
        Changes = changes
        Renames = renames
        Steps = steps (snd before) (snd after)
    }
