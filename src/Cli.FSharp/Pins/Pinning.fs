/// What `--lock` and `--frozen` make of a run.
module Spindle.Cli.Pins.Pinning

open System.Collections.Generic
open System.Text.Json.Nodes
open Spindle.Cli
open Spindle.Contracts
open Spindle.Execution
open Spindle.Pins
open Spindle.Plans
open Spindle.Store

/// How a run treats the lock file.
type Pinning =
    /// Not at all.
    | Free
    /// It writes the results there.
    | Lock
    /// Its results must be those.
    | Frozen of PinnedResults

/// How the lock file of an experiment is used; or the code, the words and the hint that say why it cannot be read.
let ofLock (experiment: string) (lock: RunWords.LockUse) : Result<Pinning, string * string * string> =
    match lock with
    | RunWords.LockUse.Ignored -> Ok Free
    | RunWords.LockUse.Written -> Ok Lock
    | RunWords.LockUse.Held -> LockFile.read experiment |> Result.map Frozen

/// What is found of a run's results.
type Ending = {
    /// What the run's JSON object says of it.
    Members: (string * JsonNode | null) list
    Fails: bool
}

let private departed (study: Study.Study) (departures: Departure list) = {
    Members = [
        "departures", JsonArray [| for one in departures -> DepartureText.json one :> JsonNode | null |]
    ]
    Fails =
        (DepartureText.tell study departures
         not departures.IsEmpty)
}

/// What departs before anything has run.
let atStart
    (study: Study.Study)
    (only: IReadOnlySet<string> | null)
    (store: ContentStore)
    (numerics: Numerics)
    (pinning: Pinning)
    : Ending =
    match pinning with
    | Frozen pinned ->
        PinCheck.OfPlan(study.Plan, only, pinned, store, numerics)
        |> List.ofSeq
        |> departed study
    | Free
    | Lock -> { Members = []; Fails = false }

/// What departs among the results, or the lock file that now holds them.
let atEnd (study: Study.Study) (store: ContentStore) (summary: RunSummary) (pinning: Pinning) : Ending =
    match pinning with
    | Free -> { Members = []; Fails = false }
    | Frozen pinned ->
        let results = summary.Steps |> Seq.map (fun step -> struct (step.Step, step.Entry))
        PinCheck.OfResults(results, pinned, store) |> List.ofSeq |> departed study
    | Lock ->
        match LockFile.write study summary with
        | Ok file ->
            Output.tell $"lock: {file}, {study.Plan.Steps.Count} steps"

            {
                Members = [ "lock", JsonValue.Create file ]
                Fails = false
            }
        | Error step ->
            Output.tellError
                DiagnosticCodes.LockIncomplete
                $"the step {step} has no result, so no lock file was written"
                null

            {
                Members = [ "lock", null ]
                Fails = true
            }
