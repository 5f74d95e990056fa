/// What sets two experiments apart, in words and as JSON: the meaning first.
module Spindle.Cli.Diff.ExperimentText

open System
open System.Globalization
open System.Text.Json.Nodes
open Spindle.Cli
open Spindle.Dsl

/// What is told of the steps of the second experiment.
type Outlook = {
    Difference: Diff.Difference
    /// How many of its steps are cached.
    Cached: int
    /// About how long the others that are new or changed would take; 0 where that is not known.
    Seconds: float
}

/// A value as people write it: 1e-4 for 0.0001.
let private value (text: string option) =
    match text with
    | None -> "(absent)"
    | Some text ->
        match Double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture) with
        | true, number when number <> 0.0 && abs number < 1e-3 && not (text.Contains 'e') ->
            number.ToString("0.################e-0", CultureInfo.InvariantCulture)
        | _ -> text

let private change (change: Diff.Change) =
    $"`{change.Path}` {value change.Before} → {value change.After}"

let private file (change: Diff.FileChange) =
    $"`{change.Path}`: the content of {change.File} differs ({change.Before[..11]}… → {change.After[..11]}…)"

let private version (change: Diff.VersionChange) =
    let notes =
        String.Join("; ", [ for date, reason in change.Notes -> $"{date}: {reason}" ])

    let why = if notes = "" then "" else $" ({notes})"
    $"version of {change.Kind} {change.Before} → {change.After}{why}"

let private meaning (difference: Diff.Difference) : string list = [
    for rename in difference.Renames do
        $"`{rename.Before}` is now called `{rename.After}`"
    yield! List.map change difference.Changes
    yield! List.map file difference.Files
    yield! List.map version difference.Versions
]

let private summary (outlook: Outlook) =
    let steps = outlook.Difference.Steps
    let changed = steps.Changed.Length + steps.Added.Length
    let noun, verb = if changed = 1 then "step", "changes" else "steps", "change"
    let stay = steps.Stay.Length
    let stays = if stay = 1 then "stays" else "stay"

    let duration =
        if outlook.Seconds > 0.0 then
            $", about {Output.time outlook.Seconds}"
        else
            ""

    $"{changed} {noun} {verb}, {stay} {stays}{duration}; {outlook.Cached} of the second are cached"

/// The lines that tell the difference; where one thing differs, the first of them tells all of it.
let lines (outlook: Outlook) : string list = [
    match meaning outlook.Difference with
    | [] -> $"they mean the same; {summary outlook}"
    | [ only ] -> $"{only}; {summary outlook}"
    | several ->
        yield! several
        summary outlook
    let steps = outlook.Difference.Steps

    for id in steps.Changed do
        $"  changes  {id}"

    for id in steps.Added do
        $"  new      {id}"

    for id in steps.Removed do
        $"  gone     {id}"
]

let private texts (items: string list) =
    JsonArray [| for item in items -> JsonValue.Create item :> JsonNode | null |]

let private list (items: 'T list) (write: JsonObject -> 'T -> unit) =
    JsonArray [|
        for item in items ->
            let json = JsonObject()
            write json item
            json :> JsonNode | null
    |]

/// Everything as plain data.
let json (outlook: Outlook) : JsonObject =
    let difference = outlook.Difference
    let json = JsonObject()

    json["changes"] <-
        list difference.Changes (fun json change ->
            json["path"] <- JsonValue.Create change.Path
            json["before"] <- JsonValue.Create(Option.toObj change.Before)
            json["after"] <- JsonValue.Create(Option.toObj change.After))

    json["renames"] <-
        list difference.Renames (fun json rename ->
            json["before"] <- JsonValue.Create rename.Before
            json["after"] <- JsonValue.Create rename.After)

    json["files"] <-
        list difference.Files (fun json change ->
            json["path"] <- JsonValue.Create change.Path
            json["file"] <- JsonValue.Create change.File
            json["before"] <- JsonValue.Create change.Before
            json["after"] <- JsonValue.Create change.After)

    json["versions"] <-
        list difference.Versions (fun json change ->
            json["kind"] <- JsonValue.Create change.Kind
            json["before"] <- JsonValue.Create change.Before
            json["after"] <- JsonValue.Create change.After

            json["notes"] <-
                list change.Notes (fun json (date, reason) ->
                    json["date"] <- JsonValue.Create date
                    json["reason"] <- JsonValue.Create reason))

    json["steps_changed"] <- texts difference.Steps.Changed
    json["steps_added"] <- texts difference.Steps.Added
    json["steps_removed"] <- texts difference.Steps.Removed
    json["steps_stay"] <- texts difference.Steps.Stay
    json["cached"] <- JsonValue.Create outlook.Cached
    json["seconds"] <- JsonValue.Create(Math.Round(outlook.Seconds, 3))
    json
