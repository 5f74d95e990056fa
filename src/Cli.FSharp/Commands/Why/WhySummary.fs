/// Why a plan must run: a line for each reason.
module Spindle.Cli.WhySummary

open System.Text.Json.Nodes
open Spindle.Execution
open Spindle.Execution.Reasons

/// So many steps of one reason are named.
let private mostNamed = 3

/// The steps of each reason, in the order of the plan, and how many are known and how many wait.
type Summary = {
    Reasons: (string * string list) list
    Known: int
    Waiting: int
}

/// Looks at every step of a plan.
let ofPlan (words: ReasonWords) (explanation: StepExplanation) (statuses: StepStatus seq) : Summary =
    let count state =
        statuses |> Seq.filter (fun status -> status.State = state) |> Seq.length

    {
        Reasons =
            statuses
            |> Seq.filter (fun status -> status.State = StepState.ToRun)
            |> Seq.groupBy (fun status -> words.Short(status.Step, explanation.InShort status.Step.Id))
            |> Seq.map (fun (reason, same) -> reason, [ for status in same -> status.Step.Id ])
            |> List.ofSeq
        Known = count StepState.Cached
        Waiting = count StepState.Unknown
    }

let private steps count =
    if count = 1 then "1 step" else $"{count} steps"

/// The summary in lines for people.
let lines (summary: Summary) : string list = [
    for reason, same in summary.Reasons do
        let named = same |> List.truncate mostNamed |> String.concat ", "
        let more = same.Length - mostNamed
        let rest = if more > 0 then $" and {more} more" else ""
        $"{steps same.Length} must run: {reason}: {named}{rest}"

    if summary.Waiting > 0 then
        let verb = if summary.Waiting = 1 then "waits" else "wait"
        $"{steps summary.Waiting} {verb} for what these give"

    if summary.Known > 0 then
        let verb = if summary.Known = 1 then "is" else "are"
        $"{steps summary.Known} {verb} known"
]

/// The summary for programs.
let json (summary: Summary) : JsonObject =
    let json = JsonObject()

    json["reasons"] <-
        JsonArray [|
            for reason, same in summary.Reasons do
                let written = JsonObject()
                written["words"] <- JsonValue.Create reason

                written["steps"] <- JsonArray [| for id in same -> JsonValue.Create id :> JsonNode | null |]

                written :> JsonNode | null
        |]

    json["waiting"] <- JsonValue.Create summary.Waiting
    json["known"] <- JsonValue.Create summary.Known
    json
