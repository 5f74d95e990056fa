/// Compares two experiments by what they mean, and their plans by what their steps compute.
module Spindle.Dsl.Diff

open System.Collections.Generic
open System.Text.RegularExpressions
open Spindle.Catalog
open Spindle.Plans

/// A value that differs; absent before where it is added, absent after where it is removed.
type Change = {
    /// As `trainings.standard.learning_rate`.
    Path: string
    Before: string option
    After: string option
}

/// Something that has another name.
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

/// A data file whose content is another, under the same name.
type FileChange = {
    /// The parameter that names it, as `recordings.notes.file`.
    Path: string
    /// The file as the experiment names it.
    File: string
    /// The digests of its content.
    Before: string
    After: string
}

/// A kind that makes other numbers.
type VersionChange = {
    Kind: string
    Before: int
    After: int
    /// The day and the reason of every version since, in its author's words.
    Notes: (string * string) list
}

/// An experiment with all that a comparison needs.
type Side = {
    Catalog: KindCatalog
    Experiment: Experiment
    Plan: Plan
    /// The digest of a file's content by the name that the experiment gives it.
    Digest: string -> Result<string, string>
}

/// What sets two experiments apart.
type Difference = {
    Changes: Change list
    Renames: Rename list
    Files: FileChange list
    Versions: VersionChange list
    Steps: StepChanges
}

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

    /// Finds what has another name, again when some are found: what a section declares may stand in what else it declares.
    member private comparison.Settle(noun: string, path: string, before: unit -> Renames.Named, after: Renames.Named) =
        let isFresh (one, other) =
            not (renamed.ContainsKey(struct (noun, one)))
            && not (found.Exists(fun rename -> rename.After = $"{path}.{other}"))

        match Renames.find (before ()) after |> List.filter isFresh with
        | [] -> ()
        | fresh ->
            for one, other in fresh do
                renamed[struct (noun, one)] <- other

                found.Add {
                    Before = $"{path}.{one}"
                    After = $"{path}.{other}"
                }

            comparison.Settle(noun, path, before, after)

    member comparison.Section(noun: string, path: string, before: unit -> Renames.Named, after: Renames.Named) =
        comparison.Settle(noun, path, before, after)
        let contentAfter = Map.ofList after

        let contentBefore =
            Map.ofList [ for name, content in before () -> comparison.Rename noun name, content ]

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

    let declarations rename (experiment: Experiment) section : Renames.Named = [
        for declaration in experiment.Declarations do
            if declaration.Section = section then
                declaration.Name.Value, Content.ofDeclaration catalog rename declaration
    ]

    let section section =
        let one () =
            declarations comparison.Rename before section

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

    let models rename (experiment: Experiment) : Renames.Named = [
        for model in experiment.Models -> model.Name.Value, Content.ofModel rename model
    ]

    comparison.Section("model", "models", (fun () -> models comparison.Rename before), models asIs after)
    section Section.Probes

    let expectations rename (experiment: Experiment) =
        Map.ofList (experiment.Expectations |> List.map (Content.ofExpectation rename))

    let changes =
        values "expect" (expectations comparison.Rename before) (expectations asIs after)

    comparison.Changes @ changes, comparison.Renames

/// The data files that both experiments name at the same place, and whose content differs.
let private files (renames: Rename list) (before: Side) (after: Side) : FileChange list =
    let named (side: Side) =
        Map.ofList [
            for declaration in side.Experiment.Declarations do
                for key, file in Content.filesOf side.Catalog declaration do
                    let path = $"{Sections.key declaration.Section}.{declaration.Name.Value}"

                    let now =
                        renames
                        |> List.tryFind (fun rename -> rename.Before = path && obj.ReferenceEquals(side, before))
                        |> Option.map _.After
                        |> Option.defaultValue path

                    ($"{now}.{key}", file), side.Digest file
        ]

    let earlier = named before

    [
        for KeyValue((path, file), digest) in named after do
            match earlier.TryFind(path, file), digest with
            | Some(Ok one), Ok other when one <> other -> {
                Path = path
                File = file
                Before = one
                After = other
              }
            | _ -> ()
    ]

/// The kinds that both experiments use in different versions.
let versions (before: KindDescription seq) (after: KindDescription seq) : VersionChange list = [
    for kind in after do
        match
            before
            |> Seq.tryFind (fun one -> one.Section = kind.Section && one.Name = kind.Name)
        with
        | Some one when one.Version <> kind.Version ->
            let isBetween (note: Spindle.Contracts.VersionNoteAttribute) =
                note.Version > min one.Version kind.Version
                && note.Version <= max one.Version kind.Version

            {
                Kind = kind.Name
                Before = one.Version
                After = kind.Version
                Notes =
                    Seq.append one.Notes kind.Notes
                    |> Seq.distinctBy _.Version
                    |> Seq.sortBy _.Version
                    |> Seq.filter isBetween
                    |> Seq.map (fun note -> note.Date, note.Reason)
                    |> List.ofSeq
            }
        | _ -> ()
]

/// The kinds that an experiment uses.
let private kinds (side: Side) : KindDescription list =
    side.Experiment.Declarations
    |> List.collect (Content.kindsOf side.Catalog)
    |> List.distinctBy (fun kind -> kind.Section, kind.Name)

/// The id that a step of the first experiment has in the second, where its declaration or what its member is made of was renamed.
let private renamedId (renames: Rename list) (id: string) : string =
    renames
    |> List.fold
        (fun (id: string) (rename: Rename) ->
            let section = rename.Before[.. rename.Before.IndexOf '.' - 1]
            let name (path: string) = path[section.Length + 1 ..]
            let one, other = name rename.Before, name rename.After
            let axis = section.TrimEnd 's'
            let escaped = Regex.Escape one

            let moved =
                Regex.Replace(
                    id,
                    $"^((figures/)?{section}/){escaped}(?=$|[/\\[])",
                    fun found -> found.Groups[1].Value + other
                )

            Regex.Replace(moved, $"(?<=[\\[,]){axis}={escaped}(?=[,\\]])", fun _ -> $"{axis}={other}"))
        id

/// Which steps of the second plan compute what the first had, and which do not.
let steps (renames: Rename list) (before: Plan) (after: Plan) : StepChanges =
    let first, second = PlanDigest.structural before, PlanDigest.structural after
    let known = HashSet first.Values
    let kept = HashSet second.Values
    let ids (plan: Plan) = [ for step in plan.Steps -> step.Id ]
    let earlier = HashSet(ids before |> List.map (renamedId renames))
    let stay, other = ids after |> List.partition (fun id -> known.Contains second[id])
    let changed, added = other |> List.partition earlier.Contains

    {
        Changed = changed
        Added = added
        Removed =
            ids before
            |> List.filter (fun id -> not (second.ContainsKey(renamedId renames id)) && not (kept.Contains first[id]))
        Stay = stay
    }

/// Everything that sets two experiments and their plans apart.
let compare (before: Side) (after: Side) : Difference =
    let changes, renames = experiments after.Catalog before.Experiment after.Experiment

    {
        Changes = changes
        Renames = renames
        Files = files renames before after
        Versions = versions (kinds before) (kinds after)
        Steps = steps renames before.Plan after.Plan
    }
