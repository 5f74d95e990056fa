/// `spindle store forget`: results that are to be computed again, though nothing about them changed.
module Spindle.Cli.ForgetCommand

open System.Collections.Generic
open Argu
open Spindle.Execution
open Spindle.Plans

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | Only of name: string
    | Set of assignment: string
    | Delete

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Experiment _ -> "the experiment, .yaml or .fsx"
            | Arguments.Only _ -> "forget this declaration, member or step"
            | Arguments.Set _ -> "a value to put in place of the file's"
            | Arguments.Delete -> "forget what is listed"

let private isChosen (only: IReadOnlySet<string> | null) (step: Step) =
    match only with
    | null -> true
    | only -> only.Contains step.Id

/// The whole command.
let execute (given: string option) (arguments: ParseResults<Arguments>) : int =
    let path = arguments.GetResult Arguments.Experiment

    Frame.withStudy path (arguments.PostProcessResults(Arguments.Set, Wording.assignment)) (fun study ->
        Selection.steps study.Plan (arguments.GetResults Arguments.Only)
        |> Result.map (fun only ->
            let store = Frame.storeOf path given

            let known = [
                for status in PlanStatus.Of(study.Plan, store) do
                    match status.Entry with
                    | null -> ()
                    | entry when isChosen only status.Step -> status.Step.Id, entry.Key
                    | _ -> ()
            ]

            let delete = arguments.Contains Arguments.Delete

            if delete then
                for _, key in known do
                    store.Forget key |> ignore

            [
                for id, _ in known do
                    $"  {id}"
                if delete then
                    $"{known.Length} results forgotten; the next run computes them again"
                else
                    $"{known.Length} results; nothing is forgotten without --delete"
            ])
        |> Frame.told)
