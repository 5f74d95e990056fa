/// Why one step must run, for programs.
module Spindle.Cli.WhyJson

open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Execution.Reasons
open Spindle.Plans

let private text (value: string | null) : JsonNode | null =
    match value with
    | null -> null
    | value -> JsonValue.Create value

let private array (items: JsonNode seq) =
    JsonArray [| for item in items -> item: JsonNode | null |]

let private texts (items: string seq) =
    array (seq { for item in items -> text item |> nonNull })

let private change (words: ReasonWords) (step: Step) (change: KeyChange) : JsonNode =
    let json = JsonObject()
    json["cause"] <- text (SnakeCase.Of(change.Cause.ToString()))
    json["path"] <- text change.Path
    json["label"] <- text change.Label

    json["before"] <-
        change.Before
        |> Option.ofObj
        |> Option.map JsonNode.Parse
        |> Option.defaultValue null

    json["after"] <-
        change.After
        |> Option.ofObj
        |> Option.map JsonNode.Parse
        |> Option.defaultValue null

    match change.Input with
    | null -> ()
    | input when step.Inputs.ContainsKey input -> json["from"] <- text step.Inputs[input].Step
    | _ -> ()

    let notes = words.Notes(step, change)

    if notes.Count > 0 then
        json["notes"] <-
            array [
                for note in notes do
                    let written = JsonObject()
                    written["version"] <- JsonValue.Create note.Version
                    written["date"] <- text note.Date
                    written["reason"] <- text note.Reason
                    written :> JsonNode
            ]

    json

let private changes words step (list: KeyChange seq) =
    array [ for item in list -> change words step item ]

let private root (words: ReasonWords) (plan: string -> Step) (cause: RootCause) : JsonNode =
    let json = JsonObject()
    json["step"] <- text cause.Step
    json["distance"] <- JsonValue.Create cause.Distance
    json["others"] <- JsonValue.Create cause.Others
    json["changes"] <- changes words (plan cause.Step) cause.Changes

    if cause.Words <> "" then
        json["words"] <- text cause.Words

    json

/// What is known of a step: `reason` is `known`, `first_run`, `changed`, `lost`, `failed`, `forgotten` or `waits`.
let write (words: ReasonWords) (explanation: StepExplanation) (plan: string -> Step) (step: Step) : JsonObject =
    let json = JsonObject()
    let reason = explanation.Of step.Id
    json["step"] <- text step.Id
    json["words"] <- text (words.Short(step, reason))
    let say (name: string) = json["reason"] <- text name

    match reason with
    | :? StepReason.Known as known ->
        say "known"
        json["key"] <- text known.Entry.Key.Hex
    | :? StepReason.Lost as lost ->
        say "lost"
        json["run"] <- text lost.Run
    | :? StepReason.Failed as failed ->
        say "failed"
        json["run"] <- text failed.Run
        json["failure"] <- text failed.Failure
        json["file"] <- text failed.File
    | :? StepReason.Forgotten as forgotten ->
        say "forgotten"
        json["run"] <- text forgotten.Run
    | :? StepReason.Changed as changed ->
        say "changed"
        json["run"] <- text changed.Run
        json["changes"] <- changes words step changed.Changes

        json["roots"] <- array [ for cause in explanation.RootsOf(step.Id, changed) -> root words plan cause ]
    | :? StepReason.First as first ->
        say "first_run"
        json["nearest"] <- text first.Nearest
        json["changes"] <- changes words step first.Changes
    | :? StepReason.Waits as waits ->
        say "waits"
        json["steps"] <- texts waits.Steps
    | other -> failwith $"an unknown reason: {other}"

    json
