/// How a step departs from the lock file, in words and as JSON.
module Spindle.Cli.Pins.DepartureText

open System
open System.Text.Json.Nodes
open Spindle.Cli
open Spindle.Contracts
open Spindle.Execution
open Spindle.Execution.Reasons
open Spindle.Pins
open Spindle.Plans

/// The diagnostic code of a departure.
let code (departure: Departure) =
    match departure with
    | :? Departure.OfKey -> DiagnosticCodes.KeyDeparts
    | :? Departure.OfOutputs -> DiagnosticCodes.ResultDeparts
    | _ -> DiagnosticCodes.StepsDepart

let private short (digest: Digest) = digest.Hex[..11] + "…"

let private shown (digest: Nullable<Digest>) =
    digest
    |> Option.ofNullable
    |> Option.map short
    |> Option.defaultValue "(absent)"

let private cause (changes: EnvironmentChange seq) =
    if Seq.isEmpty changes then
        "the environment is that of the lock file; 'spindle verify' finds steps that do not repeat"
    else
        $"likely cause: the environment differs: {EnvironmentText.changes changes}"

/// What departs, and the lines below that say more.
let private words (study: Study.Study) (departure: Departure) : string * string list =
    match departure with
    | :? Departure.Extra -> $"the step {departure.Step} is not in the lock file", []
    | :? Departure.Missing -> $"the lock file has the step {departure.Step}, and the plan has not", []
    | :? Departure.OfKey as key ->
        $"the step {key.Step} computes something else than the lock file pins",
        (match key.Changes with
         | null -> [
             $"  key {short key.Pinned} → {short key.Found}; the store does not have the text of the pinned key, so what changed is not known"
           ]
         | changes ->
             let step = study.Plan.Steps |> Seq.find (fun step -> step.Id = key.Step)
             let reasons = ReasonWords study.Catalog

             [ for change in changes -> $"  {reasons.Change(step, change)}" ])
    | :? Departure.OfOutputs as result ->
        $"the result of the step {result.Step} is not the one that the lock file pins",
        [
            for output in result.Outputs do
                $"  {output.Name}: {shown output.Pinned} → {shown output.Found}"
            $"  {cause result.Environment}"
        ]
    | other -> failwith $"an unknown departure: {other}"

/// Tells the first departure, and how many there are.
let tell (study: Study.Study) (departures: Departure list) =
    match departures with
    | [] -> ()
    | first :: others ->
        let message, lines = words study first
        Output.tellError (code first) message null
        List.iter Output.tell lines

        if not others.IsEmpty then
            let noun = if others.Length = 1 then "step departs" else "steps depart"
            Output.tell $"  {others.Length} more {noun}"

let private digest (digest: Nullable<Digest>) : JsonNode | null =
    match Option.ofNullable digest with
    | Some digest -> JsonValue.Create digest.Hex
    | None -> null

/// A departure as plain data.
let json (departure: Departure) : JsonObject =
    let json = JsonObject()
    json["step"] <- JsonValue.Create departure.Step
    json["code"] <- JsonValue.Create(code departure)

    match departure with
    | :? Departure.OfKey as key ->
        json["what"] <- JsonValue.Create "key"
        json["pinned"] <- JsonValue.Create key.Pinned.Hex
        json["found"] <- JsonValue.Create key.Found.Hex

        json["changes"] <-
            match key.Changes with
            | null -> null
            | changes ->
                JsonArray [|
                    for change in changes ->
                        let json = JsonObject()
                        json["path"] <- JsonValue.Create change.Path
                        json["before"] <- JsonValue.Create change.Before
                        json["after"] <- JsonValue.Create change.After
                        json :> JsonNode | null
                |]
    | :? Departure.OfOutputs as result ->
        json["what"] <- JsonValue.Create "outputs"

        json["outputs"] <-
            JsonArray [|
                for output in result.Outputs ->
                    let json = JsonObject()
                    json["name"] <- JsonValue.Create output.Name
                    json["pinned"] <- digest output.Pinned
                    json["found"] <- digest output.Found
                    json :> JsonNode | null
            |]

        json["environment"] <- EnvironmentText.json result.Environment
    | :? Departure.Missing -> json["what"] <- JsonValue.Create "missing"
    | _ -> json["what"] <- JsonValue.Create "extra"

    json
