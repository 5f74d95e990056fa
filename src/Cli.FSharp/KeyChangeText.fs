/// What differs between two keys, in words.
module Spindle.Cli.KeyChangeText

open Spindle.Catalog
open Spindle.Plans

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

/// A change of a step's key.
let write (catalog: KindCatalog) (step: Step) (change: KeyChange) =
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
