/// `spindle why`: the reason of a step, from the key texts that were kept.
module Spindle.Cli.WhyCommand

open Argu
open Spindle.Catalog
open Spindle.Execution
open Spindle.Plans
open Spindle.Store

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Target of path: string * step: string
    | Set of assignment: string
    | Store of folder: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Target _ -> "the experiment, and the id of one of its steps"
            | Arguments.Set _ -> "a value to put in place of the file's"
            | Arguments.Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"

/// The lines that explain a step.
let lines (catalog: KindCatalog) (plan: Plan) (store: ContentStore) (id: string) : Result<string list, string> =
    match plan.Steps |> Seq.tryFind (fun step -> step.Id = id) with
    | None -> Error $"the plan has no step '{id}'; 'spindle plan' lists them"
    | Some step ->
        let explanation = StepExplanation(plan, store)

        let changes list =
            list |> Seq.map (KeyChangeText.write catalog step) |> List.ofSeq

        Ok(
            match explanation.Of id with
            | :? StepReason.Known as known -> [
                $"{id} is known."
                $"  made {ProvenanceText.made known.Entry}"
                $"  key {known.Entry.Key}"
              ]
            | :? StepReason.Lost as lost -> [
                $"{id} must run: its result is gone from the store, or was damaged."
                $"  Its key is the same as in the run {lost.Run}."
              ]
            | :? StepReason.Changed as changed ->
                $"{id} must run. Since the run {changed.Run} these changed:"
                :: changes changed.Changes
            | :? StepReason.First as first ->
                match first.Nearest with
                | null -> [ $"{id} must run: nothing like it ran before." ]
                | nearest ->
                    $"{id} must run: nothing ran under this name before. Compared with {nearest}, the nearest result:"
                    :: changes first.Changes
            | :? StepReason.Waits as waits -> [
                $"Whether {id} must run is not known yet. It waits for:"
                for upstream in waits.Steps do
                    $"  {upstream}"
              ]
            | other -> failwith $"an unknown reason: {other}"
        )

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    let path, step = arguments.GetResult Arguments.Target

    Frame.withStudy path (arguments.PostProcessResults(Arguments.Set, Wording.assignment)) (fun study ->
        let store = Frame.storeOf path (arguments.TryGetResult Arguments.Store)
        Frame.told (lines study.Catalog study.Plan store step))
