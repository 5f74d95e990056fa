/// What sets two artifacts apart, in words and as JSON.
module Spindle.Cli.DifferenceText

open System
open System.Globalization
open System.Text.Json.Nodes
open Spindle.Comparison

/// A number with as many digits as tell it from its neighbours.
let exact (value: float) =
    value.ToString("R", CultureInfo.InvariantCulture)

/// A difference, of which the magnitude counts.
let rough (value: float) =
    if Double.IsInfinity value then
        "∞"
    else
        value.ToString("0.###e0", CultureInfo.InvariantCulture)

let private gap (gap: NumberGap) =
    $"at {gap.Place}: {exact gap.Before} → {exact gap.After}"

/// Lines that tell a difference.
let lines (difference: ArtifactDifference) : string list = [
    match difference.Absolute, difference.Relative with
    | null, _
    | _, null -> ()
    | absolute, relative ->
        $"{difference.Beyond} of {difference.Numbers} numbers differ"
        $"largest absolute difference {rough absolute.Absolute} {gap absolute}"
        $"largest relative difference {rough relative.Relative} {gap relative}"
    yield! difference.Unlike
]

let private number (value: float) : JsonNode | null =
    if Double.IsFinite value then
        JsonValue.Create value
    else
        null

let private gapJson (gap: NumberGap | null) (measure: NumberGap -> float) : JsonNode | null =
    match gap with
    | null -> null
    | gap ->
        let json = JsonObject()
        json["place"] <- JsonValue.Create gap.Place
        json["before"] <- number gap.Before
        json["after"] <- number gap.After
        json["difference"] <- number (measure gap)
        json

/// A difference as plain data; what is not finite is null.
let json (difference: ArtifactDifference) : JsonObject =
    let json = JsonObject()
    json["numbers"] <- JsonValue.Create difference.Numbers
    json["beyond"] <- JsonValue.Create difference.Beyond
    json["largest_absolute"] <- gapJson difference.Absolute _.Absolute
    json["largest_relative"] <- gapJson difference.Relative _.Relative

    json["unlike"] <- JsonArray [| for what in difference.Unlike -> JsonValue.Create what :> JsonNode | null |]

    json
