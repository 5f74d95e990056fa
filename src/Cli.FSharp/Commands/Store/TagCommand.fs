/// `spindle store tag`, `untag` and `tags`: names for results that are to stay.
module Spindle.Cli.TagCommand

open System
open System.IO
open System.Text.Json.Nodes
open Argu
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans
open Spindle.Store

/// The words of `store tag`.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Target of name: string * target: string
    | Set of assignment: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Target _ -> "the tag's name, and the experiment or run whose results are to stay"
            | Arguments.Set _ -> "a value to put in place of the experiment's"

/// The words of `store untag`.
[<RequireQualifiedAccess>]
type UntagArguments =
    | [<MainCommand; ExactlyOnce>] Name of name: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | UntagArguments.Name _ -> "the tag to take away"

/// The words of `store tags`.
[<RequireQualifiedAccess>]
type TagsArguments =
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | TagsArguments.Json -> "print JSON"

let private keep (store: ContentStore) (tag: StoreTag) =
    tag.Keep store
    let results = if tag.Keys.Count = 1 then "result" else "results"

    Output.print [
        $"{tag.Name} keeps {tag.Keys.Count} {results} of {tag.Experiment}, and all that they were made from"
    ]

    Exit.done'

let private ofRun (store: ContentStore) (name: string) (run: RunFolder) (header: RunHeader) =
    let keys = [|
        for step in run.ReadSteps() do
            if step.Key.HasValue then
                step.Key.Value
    |]

    keep store (StoreTag(name, header.Experiment, run.Name, DateTimeOffset.UtcNow, Array.distinct keys))

let private ofExperiment (store: ContentStore) (name: string) (path: string) (assignments: string list) =
    Frame.withStudy path assignments (fun study ->
        let statuses = PlanStatus.Of(study.Plan, store)

        let known = [|
            for status in statuses do
                if not (isNull status.Entry) then
                    (nonNull status.Entry).Key
        |]

        if known.Length = 0 then
            Output.tellError
                DiagnosticCodes.NotComputed
                $"none of the {statuses.Count} steps of {path} has a result yet"
                "run the experiment first"

            Exit.invalid
        else
            if known.Length < statuses.Count then
                Output.tell
                    $"warning {DiagnosticCodes.NotComputed}: {statuses.Count - known.Length} of {statuses.Count} steps have no result yet; the tag keeps those that have one"

            keep store (StoreTag(name, study.Plan.Experiment, null, DateTimeOffset.UtcNow, Array.distinct known)))

/// Sets a tag on what an experiment's file asks for, or on what a run of the store reached.
let execute (given: string option) (arguments: ParseResults<Arguments>) : int =
    let name, target = arguments.GetResult Arguments.Target

    use store =
        if File.Exists target then
            Frame.storeOf target given
        else
            Frame.storeHere given

    let run =
        RunFolder.List store
        |> Seq.tryFind (fun run -> run.Name = target)
        |> Option.bind (fun run -> run.ReadHeader() |> Option.ofObj |> Option.map (fun header -> run, header))

    match run with
    | _ when not (StoreTag.IsName name) ->
        Output.tellError
            DiagnosticCodes.TagName
            $"a tag cannot be called '{name}'"
            "letters, digits, '.', '_' and '-', a letter or a digit first, at most 100"

        Exit.usage
    | Some(run, header) -> ofRun store name run header
    | None -> ofExperiment store name target (arguments.PostProcessResults(Arguments.Set, Wording.assignment))

/// Takes a tag away.
let untag (given: string option) (arguments: ParseResults<UntagArguments>) : int =
    use store = Frame.storeHere given
    let name = arguments.GetResult UntagArguments.Name

    if StoreTag.Remove(store, name) then
        Output.print [ $"{name} keeps nothing any more" ]
        Exit.done'
    else
        let struct (tags, _) = StoreTag.List store

        let hint =
            match List.ofSeq tags with
            | [] -> "the store has no tags"
            | tags -> $"""the store has {tags |> List.map _.Name |> String.concat ", "}"""

        Output.tellError DiagnosticCodes.UnknownTag $"there is no tag '{name}'" hint
        Exit.usage

let private day (time: DateTimeOffset) =
    time.UtcDateTime.ToString("yyyy-MM-dd", Globalization.CultureInfo.InvariantCulture)

let private json (tag: StoreTag) =
    let json = JsonObject()
    json["name"] <- JsonValue.Create tag.Name
    json["experiment"] <- JsonValue.Create tag.Experiment

    json["run"] <-
        match tag.Run with
        | null -> null
        | run -> JsonValue.Create run

    json["set"] <- JsonValue.Create(tag.Set.UtcDateTime.ToString("O", Globalization.CultureInfo.InvariantCulture))
    json["results"] <- JsonValue.Create tag.Keys.Count
    json

/// Lists the tags.
let list (given: string option) (arguments: ParseResults<TagsArguments>) : int =
    use store = Frame.storeHere given
    let struct (tags, _) = StoreTag.List store

    Output.print [
        if arguments.Contains TagsArguments.Json then
            CanonicalJson.Write(JsonArray [| for tag in tags -> json tag :> JsonNode | null |])
        else
            for tag in tags do
                let from =
                    match tag.Run with
                    | null -> tag.Experiment
                    | run -> $"the run {run} of {tag.Experiment}"

                $"{tag.Name}: {tag.Keys.Count} results of {from}, set {day tag.Set}"
    ]

    Exit.done'
