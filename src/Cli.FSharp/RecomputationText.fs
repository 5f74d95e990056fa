/// What came of computing results again, in words and as JSON.
module Spindle.Cli.RecomputationText

open System
open System.Text.Json.Nodes
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans

/// What was found.
type Found = {
    Steps: RecomputedStep list
    /// How many results there are.
    Finished: int
    /// How many of the chosen steps have none.
    Unfinished: int
}

let private count (found: Found) (isMeant: RecomputedStep -> bool) =
    found.Steps |> List.filter isMeant |> List.length

let private differs (step: RecomputedStep) = step :? RecomputedStep.Different
let private failed (step: RecomputedStep) = step :? RecomputedStep.Failed
let private lost (step: RecomputedStep) = step :? RecomputedStep.InputLost

let private short (digest: Digest) = digest.Hex[..11] + "…"

/// What is told of a step that does not repeat.
let lines (step: RecomputedStep) : string list =
    match step with
    | :? RecomputedStep.Different as step -> [
        $"differs  {step.Step}"
        for output in step.Outputs do
            $"  {output.Name}: {short output.Stored} → {short output.Again}"

            match output.Difference with
            | null -> "    the stored content cannot be read; 'spindle store verify' says more"
            | difference ->
                for line in DifferenceText.lines difference do
                    $"    {line}"
        if step.Environment.Count > 0 then
            $"  the environment differs: {EnvironmentText.changes step.Environment}"
      ]
    | :? RecomputedStep.Failed as step -> [ $"failed   {step.Step}: error {step.Failure.Code}: {step.Failure.Message}" ]
    | :? RecomputedStep.InputLost as step -> [
        $"lost     {step.Step}: error {DiagnosticCodes.NotRepeatable}: its input '{step.Input}' cannot be read: {step.Message}"
      ]
    | _ -> []

/// The line that sums up.
let summary (found: Found) =
    let differing = count found differs

    let parts = [
        $"{count found (fun step -> step :? RecomputedStep.Same)} the same"
        for number, words in
            [
                differing, (if differing = 1 then "differs" else "differ")
                count found failed, "failed"
                count found lost, "without their input"
            ] do
            if number > 0 then
                $"{number} {words}"
    ]

    let unfinished =
        if found.Unfinished > 0 then
            $"; {found.Unfinished} steps have no result"
        else
            ""

    let all = String.Join(", ", parts)
    $"{found.Steps.Length} of {found.Finished} results computed again: {all}{unfinished}"

let private stepJson (step: RecomputedStep) : JsonNode | null =
    let json = JsonObject()
    json["step"] <- JsonValue.Create step.Step
    json["key"] <- JsonValue.Create step.Key.Hex
    json["seconds"] <- JsonValue.Create(Math.Round(step.Seconds, 3))

    match step with
    | :? RecomputedStep.Different as step ->
        json["outcome"] <- JsonValue.Create "differs"

        json["outputs"] <-
            JsonArray [|
                for output in step.Outputs ->
                    let json = JsonObject()
                    json["name"] <- JsonValue.Create output.Name
                    json["stored"] <- JsonValue.Create output.Stored.Hex
                    json["again"] <- JsonValue.Create output.Again.Hex

                    json["difference"] <-
                        match output.Difference with
                        | null -> null
                        | difference -> DifferenceText.json difference

                    json :> JsonNode | null
            |]

        json["environment"] <- EnvironmentText.json step.Environment
    | :? RecomputedStep.Failed as step ->
        json["outcome"] <- JsonValue.Create "failed"
        json["code"] <- JsonValue.Create step.Failure.Code
        json["message"] <- JsonValue.Create step.Failure.Message
    | :? RecomputedStep.InputLost as step ->
        json["outcome"] <- JsonValue.Create "input_lost"
        json["code"] <- JsonValue.Create DiagnosticCodes.NotRepeatable
        json["input"] <- JsonValue.Create step.Input
        json["message"] <- JsonValue.Create step.Message
    | _ -> json["outcome"] <- JsonValue.Create "same"

    json

/// Everything as plain data.
let json (found: Found) : JsonObject =
    let json = JsonObject()
    json["results"] <- JsonValue.Create found.Finished
    json["without_result"] <- JsonValue.Create found.Unfinished
    json["computed"] <- JsonValue.Create found.Steps.Length
    json["same"] <- JsonValue.Create(count found (fun step -> step :? RecomputedStep.Same))
    json["differ"] <- JsonValue.Create(count found differs)
    json["failed"] <- JsonValue.Create(count found failed)
    json["input_lost"] <- JsonValue.Create(count found lost)
    json["steps"] <- JsonArray(found.Steps |> Seq.map stepJson |> Array.ofSeq)
    json

/// The exit code that it deserves.
let exitCode (found: Found) =
    let isMachines (step: RecomputedStep) =
        match step with
        | :? RecomputedStep.Failed as failed -> FailureText.isMachines failed.Failure
        | _ -> false

    if List.exists isMachines found.Steps then
        Exit.machine
    elif List.exists failed found.Steps then
        Exit.stepFailed
    elif List.exists differs found.Steps || List.exists lost found.Steps then
        Exit.invalid
    else
        Exit.done'

/// Tells that a step is done.
let tell (step: RecomputedStep) =
    let word =
        match step with
        | :? RecomputedStep.Same -> "same     "
        | :? RecomputedStep.Different -> "differs  "
        | :? RecomputedStep.Failed -> "failed   "
        | _ -> "lost     "

    Output.tell $"{word}{step.Step}  {Output.time step.Seconds}"
