/// `spindle plan`: what would run, and about how long it would take.
module Spindle.Cli.PlanCommand

open System.Collections.Generic
open Argu
open Spindle.Execution
open Spindle.Execution.Reasons
open Spindle.Plans
open Spindle.Store

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | Set of assignment: string
    | Only of name: string
    | Numerics of choice: NumericsChoice.Choice
    | Device of name: string
    | Store of folder: string
    | No_Stat_Cache
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Experiment _ -> "the experiment, .yaml or .fsx"
            | Arguments.Set _ -> "a value to put in place of the file's, as trainings.standard.updates=200"
            | Arguments.Only _ -> "plan this declaration or step and what it needs"
            | Arguments.Numerics _ -> NumericsChoice.usage
            | Arguments.Device _ -> NumericsChoice.deviceUsage
            | Arguments.Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"
            | Arguments.No_Stat_Cache -> "read every input file anew, even one that looks unchanged"
            | Arguments.Json -> "print the canonical plan as JSON"

let private word (state: StepState) =
    match state with
    | StepState.Cached -> "cached"
    | StepState.ToRun -> "to run"
    | _ -> "unknown yet"

/// The canonical plan, or the chosen steps of it and what they need.
let json (plan: Plan) (only: IReadOnlySet<string> | null) =
    let chosen =
        match only with
        | null -> plan
        | only ->
            let needed = plan.WithNeeds only

            Plan(
                plan.Experiment,
                [|
                    for step in plan.Steps do
                        if needed.Contains step.Id then
                            step
                |],
                plan.Probes,
                plan.Expectations
            )

    CanonicalJson.Write(PlanJson.Write chosen)

/// About how long the steps that are not cached would take, and whether every one of them ran before.
let private estimate (times: StepTimes) (statuses: StepStatus list) =
    let waiting =
        statuses |> List.filter (fun status -> status.State <> StepState.Cached)

    let known =
        waiting
        |> List.choose (fun status -> times.Of status.Step.Operation |> Option.ofNullable)

    List.sum known, known.Length = waiting.Length

/// Prints the steps of a plan, or the chosen ones and what they need.
let show (study: Study.Study) (only: IReadOnlySet<string> | null) (store: ContentStore) (numerics: Numerics) =
    let times = StepTimes.Read store
    let all = PlanStatus.Of(study.Plan, store, numerics)
    let words = ReasonWords study.Catalog

    let explanation = StepExplanation(study.Plan, all, store, StepExplanation.FewRuns)

    let isChosen: string -> bool =
        match only with
        | null -> fun _ -> true
        | only -> (study.Plan.WithNeeds only).Contains

    let statuses =
        all |> Seq.filter (fun status -> isChosen status.Step.Id) |> List.ofSeq

    Output.columns [| "state"; "about"; "step"; "why" |] [
        for status in statuses do
            let time =
                match status.State, times.Of status.Step.Operation |> Option.ofNullable with
                | StepState.Cached, _ -> ""
                | _, Some seconds -> Output.time seconds
                | _, None -> "?"

            let reason =
                match status.State with
                | StepState.ToRun -> words.Short(status.Step, explanation.InShort status.Step.Id)
                | _ -> ""

            [| word status.State; time; status.Step.Id; reason |]
    ]

    let count state =
        statuses |> List.filter (fun status -> status.State = state) |> List.length

    let seconds, complete = estimate times statuses

    let duration =
        match seconds, complete with
        | 0.0, true -> ""
        | 0.0, false -> "; how long is not known: nothing like it ran here before"
        | seconds, true -> $"; about {Output.time seconds} of computing"
        | seconds, false -> $"; at least {Output.time seconds} of computing"

    Output.print [
        $"{statuses.Length} steps: {count StepState.Cached} cached, {count StepState.ToRun} to run, {count StepState.Unknown} unknown yet{duration}"
    ]

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    let path = arguments.GetResult Arguments.Experiment

    let digests = StudyFiles.reading (arguments.Contains Arguments.No_Stat_Cache)

    Frame.withStudyBy digests path (arguments.PostProcessResults(Arguments.Set, Wording.assignment)) (fun study ->
        match Selection.steps study.Plan (arguments.GetResults Arguments.Only) with
        | Error problem -> Frame.told (Error problem)
        | Ok only when arguments.Contains Arguments.Json ->
            Output.print [ json study.Plan only ]
            Exit.done'
        | Ok only ->
            let store = Frame.storeOf path (arguments.TryGetResult Arguments.Store)

            let device = arguments.TryPostProcessResult(Arguments.Device, Wording.device)

            NumericsChoice.resolve study store device (arguments.TryGetResult Arguments.Numerics)
            |> show study only store

            Exit.done')
