/// `spindle why`: the reason of a step, or of everything that must run, from the key texts that were kept.
module Spindle.Cli.WhyCommand

open System.Collections.Generic
open Argu
open Spindle.Execution
open Spindle.Execution.Reasons
open Spindle.Plans
open Spindle.Store

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Target of experiment_and_step: string list
    | Set of assignment: string
    | Numerics of choice: NumericsChoice.Choice
    | Device of name: string
    | Store of folder: string
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Target _ -> "the experiment, and the id of one of its steps; without one, all reasons in short"
            | Arguments.Set _ -> "a value to put in place of the file's"
            | Arguments.Numerics _ -> NumericsChoice.usage
            | Arguments.Device _ -> NumericsChoice.deviceUsage
            | Arguments.Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"
            | Arguments.Json -> "print JSON"

let private print (asJson: bool) (json: unit -> System.Text.Json.Nodes.JsonObject) (lines: unit -> string list) =
    if asJson then
        [ CanonicalJson.Write(json ()) ]
    else
        lines ()

/// The answer about a step, or about the whole plan.
let answer (study: Study.Study) (store: ContentStore) (numerics: Numerics) (id: string option) (asJson: bool) =
    let words = ReasonWords study.Catalog
    let steps = Dictionary<string, Step>()

    for step in study.Plan.Steps do
        steps[step.Id] <- step

    let explained () =
        let statuses = PlanStatus.Of(study.Plan, store, numerics)
        statuses, StepExplanation(study.Plan, statuses, store, StepExplanation.ManyRuns)

    match id with
    | None ->
        let statuses, explanation = explained ()
        let summary = WhySummary.ofPlan words explanation statuses
        Ok(print asJson (fun () -> WhySummary.json summary) (fun () -> WhySummary.lines summary))
    | Some id ->
        match steps.TryGetValue id with
        | true, step ->
            let _, explanation = explained ()
            let find name = steps[name]

            Ok(
                print asJson (fun () -> WhyJson.write words explanation find step) (fun () ->
                    WhyLines.write words explanation find step)
            )
        | _ -> Error $"the plan has no step '{id}'; 'spindle plan' lists them"

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    let path, step =
        arguments.PostProcessResult(Arguments.Target, Wording.experimentAndStep)

    Frame.withStudy path (arguments.PostProcessResults(Arguments.Set, Wording.assignment)) (fun study ->
        let store = Frame.storeOf path (arguments.TryGetResult Arguments.Store)

        let device = arguments.TryPostProcessResult(Arguments.Device, Wording.device)

        let numerics =
            NumericsChoice.resolve study store device (arguments.TryGetResult Arguments.Numerics)

        Frame.told (answer study store numerics step (arguments.Contains Arguments.Json)))
