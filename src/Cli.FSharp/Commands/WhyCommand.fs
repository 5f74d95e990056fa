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

let private value (text: string | null) =
    match text with
    | null -> "(absent)"
    | text -> text

/// The kind whose version a change speaks of: the operation's own, or that of a spec among the parameters.
let private kindOf (step: Step) (change: KeyChange) =
    match change.Path.Split '.' with
    | [| "parameters"; parameter; "version" |] ->
        match step.Parameters[parameter] with
        | null -> ""
        | spec -> string spec["kind"]
    | _ -> step.Operation.Split('/')[0]

/// Why a kind reached the version of a change, in its author's words.
let private note (catalog: KindCatalog) (step: Step) (change: KeyChange) =
    let kind = kindOf step change

    catalog.Kinds
    |> Seq.filter (fun description -> description.Name = kind)
    |> Seq.collect _.Notes
    |> Seq.tryFind (fun note -> string note.Version = value change.After)
    |> Option.map (fun note -> $" ({note.Date}: {note.Reason})")
    |> Option.defaultValue ""

let private describe (catalog: KindCatalog) (step: Step) (change: KeyChange) =
    match change.Input with
    | null when change.IsVersion ->
        $"  version {change.Path}: {value change.Before} → {value change.After}{note catalog step change}"
    | null -> $"  {change.Path}: {value change.Before} → {value change.After}"
    | input ->
        let maker =
            if step.Inputs.ContainsKey input then
                $", which {step.Inputs[input].Step} makes"
            else
                ""

        $"  the content of its input '{input}'{maker}"

/// The lines that explain a step.
let lines (catalog: KindCatalog) (plan: Plan) (store: ContentStore) (id: string) : Result<string list, string> =
    match plan.Steps |> Seq.tryFind (fun step -> step.Id = id) with
    | None -> Error $"the plan has no step '{id}'; 'spindle plan' lists them"
    | Some step ->
        let explanation = StepExplanation(plan, store)

        let changes list =
            list |> Seq.map (describe catalog step) |> List.ofSeq

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
