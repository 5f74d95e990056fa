/// `spindle run`: executes the steps whose result is not known, and says what came out.
module Spindle.Cli.RunCommand

open System
open System.Collections.Generic
open System.IO
open System.Text.Json.Nodes
open System.Threading
open Spectre.Console
open Spindle.Execution
open Spindle.Plans
open Spindle.Reports
open Spindle.Store
open Spindle.Cli.Arguments
open Spindle.Cli.Progress

type Options =
    { Jobs: int
      Device: string
      Log: LogFormat option
      Store: string option
      Only: string list
      FailFast: bool
      Json: bool
      Assignments: string list }

/// The steps that a name of a declaration, a member or a step stands for.
let selected (plan: Plan) (names: string list) : Result<IReadOnlySet<string> | null, string> =
    let matches (name: string) (step: Step) =
        let inside (section: string) =
            let rest = $"{section}/{name}"
            step.Id = rest || step.Id.StartsWith(rest + "/") || step.Id.StartsWith(rest + "[")

        step.Id = name || List.exists inside [ "tasks"; "recordings"; "models"; "probes"; "figures/probes" ]

    let chosen = HashSet<string>()

    let missing =
        names
        |> List.filter (fun name ->
            let steps = plan.Steps |> Seq.filter (matches name) |> List.ofSeq
            steps |> List.iter (fun step -> chosen.Add step.Id |> ignore)
            steps.IsEmpty)

    match missing, names with
    | name :: _, _ -> Error $"no declaration, member or step is called '{name}'"
    | [], [] -> Ok null
    | [], _ -> Ok chosen

let private runSteps (plan: Plan) (summary: RunSummary) =
    let operations = Dictionary<string, string>()

    for step in plan.Steps do
        operations[step.Id] <- step.Operation

    [ for result in summary.Steps do
          let key =
              match result.Entry, result.Key with
              | null, null -> Nullable()
              | null, key -> Nullable (nonNull key).Digest
              | entry, _ -> Nullable (nonNull entry).Key

          RunStep(result.Step, operations[result.Step], key, result.Outcome.ToString().ToLowerInvariant(), result.Seconds) ]

let private summaryTable (summary: RunSummary) (verdicts: Verdict seq) (report: string) =
    let console = Output.messages ()
    let table = Table().AddColumn("steps").AddColumn(TableColumn("").RightAligned())

    let row (name: string) (value: string) =
        table.AddRow(Text name, Text value) |> ignore

    row "executed" $"{summary.Executed}"
    row "cached" $"{summary.Cached}"
    row "failed" $"{summary.Failed}"

    if summary.Skipped > 0 then
        row "skipped" $"{summary.Skipped}"

    row "time" (Output.time summary.Seconds)
    console.Write table

    for verdict in verdicts do
        console.WriteLine(VerdictText.line verdict)

    console.WriteLine $"report: {report}"

let private summaryJson (run: RunFolder) (summary: RunSummary) (verdicts: Verdict list) (report: string) =
    let json = JsonObject()
    let count outcome = verdicts |> List.filter (fun verdict -> verdict.Met = outcome) |> List.length
    json["executed"] <- JsonValue.Create summary.Executed
    json["cached"] <- JsonValue.Create summary.Cached
    json["failed"] <- JsonValue.Create summary.Failed
    json["expectations_met"] <- JsonValue.Create(count true)
    json["expectations_unmet"] <- JsonValue.Create(count false)
    json["seconds"] <- JsonValue.Create summary.Seconds
    json["run"] <- JsonValue.Create run.Name
    json["report"] <- JsonValue.Create report
    json
