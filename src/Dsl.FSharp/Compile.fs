/// From an experiment to its plan.
module Spindle.Dsl.Compile

open System.Collections.Generic
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Plans

let private planned (families: Dictionary<string, Family<'Item>>) name (members: Planned<'Item> list) =
    families[name] <- Family members

/// Keeps the members of a declaration and plans them, unless rules speak against them.
let private unless (shop: Workshop) (problems: Diagnostic list) (plan: unit -> unit) =
    shop.Problems.AddRange problems

    if problems.IsEmpty then
        plan ()

/// Keeps and plans declarations that need nothing else: tasks and recordings.
let private alone
    (shop: Workshop)
    (families: Dictionary<string, Family<'Item>>)
    section
    (plan: Part -> IPlanner -> 'Item)
    name
    (parts: Part list)
    =
    let present (part: Part) = { Uses = []; Facets = part.Axes }

    unless shop (parts |> List.collect (fun part -> Workshop.ambiguous shop (present part) part)) (fun () ->
        planned families name [
            for part in parts do
                {
                    Name = part.Name
                    Axes = part.Axes
                    Facets = part.Axes
                    Item =
                        Limits.sound part.Source.Declaration.Limits
                        |> Workshop.scope shop $"{section}/{part.Name}" None (present part)
                        |> plan part
                }
        ])

let private task (shop: Workshop) =
    alone shop shop.Tasks "tasks" (fun part planner ->
        let spec = part.Spec :?> TaskSpec
        PlannedTask(part.Name, spec, spec.Plan planner))

let private recording (shop: Workshop) =
    alone shop shop.Recordings "recordings" (fun part planner ->
        let spec = part.Spec :?> RecordingSpec
        PlannedRecording(part.Name, spec, spec.Plan planner))

let private trained (shop: Workshop) (m: ModelMember) =
    let present = {
        Uses = [ m.Name; m.Task.Name ]
        Facets = m.Facets
    }

    let own = Limits.sound m.Source.Limits
    let ofTraining = Limits.sound m.Training.Source.Declaration.Limits
    let planner = Workshop.scope shop $"models/{m.Name}" (Some m.Seed) present
    let architecture = m.Architecture.Spec :?> ArchitectureSpec
    let training = m.Training.Spec :?> TrainingSpec

    match Workshop.meant shop.Tasks present m.Task.Source.Declaration.Name.Value with
    | None -> invalidOp $"the task of {m.Name} is not planned"
    | Some task ->
        let initial = architecture.PlanInitial(planner own, task)

        let planner = planner (own.Or ofTraining)

        let problems =
            training.Validate(planner, task, architecture)
            |> Specs.ofTraining m
            |> List.ofSeq

        shop.Problems.AddRange problems

        let checkpoints: IReadOnlyList<Checkpoint> =
            if problems.IsEmpty then
                training.Plan(planner, task, architecture, initial)
            else
                [| Checkpoint(0L, initial, null) |]

        PlannedModel(m.Name, task, architecture, training, m.Seed, checkpoints)

let private model (shop: Workshop) name (model: Model) =
    let members = Expand.model (fun noun name -> shop.Parts[struct (noun, name)]) model

    let unclear = [
        for m in members do
            let present = {
                Uses = [ m.Task.Name ]
                Facets = m.Facets
            }

            yield! Workshop.ambiguous shop present m.Architecture
            yield! Workshop.ambiguous shop present m.Training
    ]

    unless shop (Specs.together members @ unclear) (fun () ->
        planned shop.Models name [
            for m in members do
                {
                    Name = m.Name
                    Axes = m.Axes
                    Facets = m.Facets
                    Item = trained shop m
                }
        ])

/// Something that a probe may measure, whatever its sort.
type private Subject = {
    Item: PlannedSubject
    Seed: int64 option
    Axes: Facet list
    Present: Present
}

let private declared (shop: Workshop) (name: string) : Subject list =
    let several (families: Dictionary<string, Family<'Item>>) (item: 'Item -> PlannedSubject) seed uses =
        match families.TryGetValue name with
        | true, family -> [
            for planned in family.Members do
                {
                    Item = item planned.Item
                    Seed = seed planned.Item
                    Axes = planned.Axes
                    Present = {
                        Uses = planned.Name :: uses planned.Item
                        Facets = planned.Facets
                    }
                }
          ]
        | _ -> []

    several shop.Tasks (fun task -> task) (fun _ -> None) (fun _ -> [])
    @ several shop.Recordings (fun recording -> recording) (fun _ -> None) (fun _ -> [])
    @ several shop.Models (fun model -> model) (fun model -> Some model.Seed) (fun model -> [ model.Task.Name ])

/// What a probe measures: the members of what it names, or once the files of its own.
let private subjects (shop: Workshop) (target: Spindle.Contracts.Subject) : Subject list =
    match target with
    | :? NoSubject -> [
        {
            Item = PlannedNothing()
            Seed = None
            Axes = []
            Present = { Uses = []; Facets = [] }
        }
      ]
    | named -> declared shop named.Name

/// The axes of a probe's own sweep beside those of its subject, qualified where two would clash.
let private beside (subject: Facet list) (own: Facet list) = [
    for facet in own do
        if subject |> List.exists (fun other -> other.Axis = facet.Axis) then
            {
                facet with
                    Axis = $"probe.{facet.Axis}"
            }
        else
            facet
]

let private measurement (part: Part) (subject: Subject) : Measurement =
    let own = beside subject.Present.Facets part.Axes
    let axes = subject.Axes @ own

    {
        Probe = part.Name
        Name = Members.name part.Source.Declaration.Name.Value axes
        Axes = axes
        Facets = subject.Present.Facets @ own
        Metrics = List.ofSeq ((part.Spec :?> ProbeSpec).Metrics subject.Item)
    }

let private measure (shop: Workshop) (part: Part) (subject: Subject) (m: Measurement) =
    let planner =
        Limits.sound part.Source.Declaration.Limits
        |> Workshop.scope shop $"probes/{m.Name}" subject.Seed subject.Present

    let spec = part.Spec :?> ProbeSpec

    let problems = Requirements.ofProblems part (spec.Validate(planner, subject.Item))

    shop.Problems.AddRange problems

    let outputs: IReadOnlyDictionary<string, ArtifactRef> =
        if problems.IsEmpty then
            spec.Plan(planner, subject.Item)
        else
            Dictionary()

    let axes = Dictionary<string, string>()

    for facet in m.Axes do
        axes[facet.Axis] <- facet.Label

    shop.Probes.Add(PlannedProbe(m.Probe, m.Name, axes, List.toArray m.Metrics, outputs))
    outputs

let private probe (shop: Workshop) name (parts: Part list) =
    let pairs = [
        for part in parts do
            let target = (part.Spec :?> ProbeSpec).Target

            for subject in subjects shop target do
                part, target.Name, subject
    ]

    let problems = [
        for part, target, subject in pairs do
            match Workshop.ambiguous shop subject.Present part with
            | [] -> yield! Requirements.ofProbe shop.Catalog part target subject.Item
            | unclear -> yield! unclear
    ]

    unless shop problems (fun () ->
        let measurements = [ for part, _, subject in pairs -> part, subject, measurement part subject ]

        shop.Measurements[name] <- [ for _, _, m in measurements -> m ]

        planned shop.Outputs name [
            for part, subject, m in measurements do
                {
                    Name = m.Name
                    Axes = m.Axes
                    Facets = m.Facets
                    Item = measure shop part subject m
                }
        ])

/// The members of a declaration, unless it is wrong by itself.
let private parts (shop: Workshop) key (declaration: TypedDeclaration) =
    let members = Expand.parts (Workshop.names shop) declaration

    unless shop (List.collect Specs.alone members) (fun () ->
        match declaration.Declaration.Section with
        | Section.Tasks -> task shop declaration.Declaration.Name.Value members
        | Section.Recordings -> recording shop declaration.Declaration.Name.Value members
        | Section.Probes -> probe shop declaration.Declaration.Name.Value members
        | _ -> ()

        shop.Parts[key] <- members)

let private expectations (shop: Workshop) (experiment: Experiment) =
    let probes: Expectations.Probes = {
        Names = [
            for declaration in experiment.Declarations do
                if declaration.Section = Section.Probes then
                    declaration.Name.Value
        ]
        Sound = shop.Measurements
    }

    [
        for expectation in experiment.Expectations do
            match Expectations.plan probes expectation with
            | Ok planned -> planned
            | Error problems -> shop.Problems.AddRange problems
    ]

/// The plan of an experiment, or everything that is wrong with it, by place. Reads no file but through the environment.
let plan (environment: Environment) (experiment: Experiment) : Result<Plan, Diagnostic list> =
    let sound, problems = Check.experiment environment experiment

    let shop = {
        Catalog = environment.Catalog
        Builder = PlanBuilder(environment.Catalog, experiment.Seed)
        Digest = sound.Digest
        Limits = Limits.sound experiment.Limits
        Problems = ResizeArray problems
        Parts = Dictionary()
        Tasks = Dictionary()
        Recordings = Dictionary()
        Models = Dictionary()
        Outputs = Dictionary()
        Measurements = Dictionary()
        Probes = ResizeArray()
    }

    let finished = HashSet<Check.Key>()

    for key, entry in sound.Entries do
        if sound.Needs entry |> List.forall finished.Contains then
            let before = shop.Problems.Count

            match entry with
            | Check.Declared declaration -> parts shop key declaration
            | Check.Modelled m -> model shop m.Name.Value m

            if shop.Problems.Count = before then
                finished.Add key |> ignore

    let expectations = expectations shop experiment

    if shop.Problems.Count = 0 then
        let tasks = [|
            for family in shop.Tasks.Values do
                for task in family.Members -> task.Item
        |]

        Ok(Plan(experiment.Name.Value, shop.Builder.Steps, shop.Probes, List.toArray expectations, Tasks = tasks))
    else
        Error(Problems.sorted shop.Problems)

/// Everything that is wrong with an experiment, by place.
let check (environment: Environment) (experiment: Experiment) : Diagnostic list =
    Problems.ofResult (plan environment experiment)
