/// What differs between two keys, in words.
module Spindle.Cli.KeyChangeText

open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Plans

let private value (text: string | null) =
    match text with
    | null -> "(absent)"
    | text -> text

/// The kind whose version a change speaks of: the operation's own, or that of a spec among the parameters.
let private kindOf (operation: string) (parameters: JsonObject) (change: KeyChange) =
    match change.Path.Split '.' with
    | [| "parameters"; parameter; "version" |] ->
        match parameters[parameter] with
        | null -> ""
        | spec -> string spec["kind"]
    | _ -> operation.Split('/')[0]

/// Why a kind reached the version of a change, in its author's words.
let private note (catalog: KindCatalog) (kind: string) (change: KeyChange) =
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
        let kind = kindOf step.Operation step.Parameters change
        $"  version {change.Path}: {value change.Before} → {value change.After}{note catalog kind change}"
    | null -> $"  {change.Path}: {value change.Before} → {value change.After}"
    | input ->
        let maker =
            if step.Inputs.ContainsKey input then
                $", which {step.Inputs[input].Step} makes"
            else
                ""

        $"  the content of its input '{input}'{maker}"

/// A change of a value that many keys hold: of a parameter as `training.learning_rate`, or of a kind's version.
let brief (catalog: KindCatalog) (operation: string) (parameters: JsonObject) (change: KeyChange) =
    if change.IsVersion then
        let kind = kindOf operation parameters change
        $"version of {kind} {value change.Before} → {value change.After}{note catalog kind change}"
    else
        let path = change.Path.Split '.' |> Seq.filter (fun part -> part <> "parameters")
        let name = System.String.Join('.', path)
        $"{name} {value change.Before} → {value change.After}"
