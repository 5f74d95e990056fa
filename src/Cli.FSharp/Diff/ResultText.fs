/// What sets two sets of results apart, in words and as JSON: the numbers first.
module Spindle.Cli.Diff.ResultText

open System
open System.Text.Json.Nodes
open Spindle.Catalog
open Spindle.Cli
open Spindle.Comparison
open Spindle.Execution.Reasons
open Spindle.Plans

let private shown (value: Nullable<float>) =
    value
    |> Option.ofNullable
    |> Option.map DifferenceText.exact
    |> Option.defaultValue "(absent)"

let private metric (change: MetricChange) =
    let far =
        match Option.ofNullable change.Before, Option.ofNullable change.After with
        | Some before, Some after ->
            let gap = NumberGap("", before, after)
            $"  (by {DifferenceText.rough gap.Absolute}, relative {DifferenceText.rough gap.Relative})"
        | _ -> ""

    $"{change.Member}.{change.Name}  {shown change.Before} → {shown change.After}{far}"

let private counted (noun: string) number =
    if number = 1 then $"1 {noun}" else $"{number} {noun}s"

let private metrics = counted "metric"
let private artifacts = counted "artifact"
let private stepCount = counted "step"

let private cause (catalog: KindCatalog) (cause: KeyCause) =
    $"{ReasonWords(catalog).Change(cause.Operation, cause.Parameters, cause.Change)} in {stepCount cause.Steps}"

/// The lines that tell how the numbers differ.
let numbers (difference: ResultDifference) : string list = [
    yield! Seq.map metric difference.Metrics
    for change in difference.Artifacts do
        $"{change.Member}.{change.Output}"

        for line in DifferenceText.lines change.Difference do
            $"  {line}"
    for probe in difference.Uncompared do
        $"{probe.Member} is not compared: {probe.Reason}"
    let compared =
        $"{metrics difference.MetricsCompared} and {artifacts difference.ArtifactsCompared} compared"

    if difference.NumbersAgree then
        $"{compared}: equal within the tolerance"
    else
        $"{compared}: {metrics difference.Metrics.Count} and {artifacts difference.Artifacts.Count} differ"
]

/// The lines that tell why: what the steps do differently, and where.
let steps (catalog: KindCatalog) (difference: ResultDifference) : string list = [
    yield! Seq.map (cause catalog) difference.Causes
    for id in difference.Changed do
        $"  changes  {id}"
    for id in difference.Added do
        $"  new      {id}"
    for id in difference.Removed do
        $"  gone     {id}"
    let unknown =
        if difference.Unknown > 0 then
            $", of {difference.Unknown} it is not known"
        else
            ""

    $"{stepCount (difference.Changed.Count + difference.Added.Count)} changed, {difference.Stay} stayed{unknown}"

    if difference.Environment.Count > 0 then
        $"the environment differs: {EnvironmentText.changes difference.Environment}"
]

let private texts (items: string seq) =
    JsonArray [| for item in items -> JsonValue.Create item :> JsonNode | null |]

let private number (value: Nullable<float>) : JsonNode | null =
    match Option.ofNullable value with
    | Some value when Double.IsFinite value -> JsonValue.Create value
    | _ -> null

let private list (items: 'T seq) (write: JsonObject -> 'T -> unit) =
    JsonArray [|
        for item in items ->
            let json = JsonObject()
            write json item
            json :> JsonNode | null
    |]

/// Everything as plain data.
let json (difference: ResultDifference) : JsonObject =
    let json = JsonObject()
    json["equal"] <- JsonValue.Create difference.NumbersAgree
    json["metrics_compared"] <- JsonValue.Create difference.MetricsCompared
    json["artifacts_compared"] <- JsonValue.Create difference.ArtifactsCompared

    json["metrics"] <-
        list difference.Metrics (fun json change ->
            json["member"] <- JsonValue.Create change.Member
            json["metric"] <- JsonValue.Create change.Name
            json["before"] <- number change.Before
            json["after"] <- number change.After)

    json["artifacts"] <-
        list difference.Artifacts (fun json change ->
            json["member"] <- JsonValue.Create change.Member
            json["output"] <- JsonValue.Create change.Output
            json["type"] <- JsonValue.Create(SnakeCase.Of(change.Type.ToString()))
            json["difference"] <- DifferenceText.json change.Difference)

    json["uncompared"] <-
        list difference.Uncompared (fun json probe ->
            json["member"] <- JsonValue.Create probe.Member
            json["reason"] <- JsonValue.Create probe.Reason)

    json["causes"] <-
        list difference.Causes (fun json cause ->
            json["operation"] <- JsonValue.Create cause.Operation
            json["path"] <- JsonValue.Create cause.Change.Path
            json["before"] <- JsonValue.Create cause.Change.Before
            json["after"] <- JsonValue.Create cause.Change.After
            json["steps"] <- JsonValue.Create cause.Steps)

    json["steps_changed"] <- texts difference.Changed
    json["steps_added"] <- texts difference.Added
    json["steps_removed"] <- texts difference.Removed
    json["steps_stay"] <- JsonValue.Create difference.Stay
    json["steps_unknown"] <- JsonValue.Create difference.Unknown
    json["environment"] <- EnvironmentText.json difference.Environment
    json
