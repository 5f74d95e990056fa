/// What is said of a run at its end.
module Spindle.Cli.RunOutcome

open System
open System.Text.Json.Nodes
open Spectre.Console
open Spindle.Execution
open Spindle.Reports
open Spindle.Store

/// The table at the end of a run.
let write (folder: string) (summary: RunSummary) (verdicts: Verdict seq) (report: string) =
    let console = Output.messages ()

    let table =
        Table().HideHeaders().AddColumn("").AddColumn(TableColumn("").RightAligned())

    let row (name: string) (value: string) =
        table.AddRow(Text name, Text value) |> ignore

    row "steps executed" $"{summary.Executed}"
    row "steps cached" $"{summary.Cached}"

    if summary.Fetched > 0 then
        row "  of them from the remote" $"{summary.Fetched}"

    row "steps failed" $"{summary.Failed}"

    if summary.Skipped > 0 then
        row "steps skipped" $"{summary.Skipped}"

    row "time" (Output.time summary.Seconds)
    console.Write table

    for failure in summary.Failures do
        let first, rest =
            match FailureText.lines folder 2 failure.Failure failure.Message with
            | first :: rest -> first, rest
            | [] -> "", []

        // Straight to the stream: a console would fold a long path.
        Output.tell $"failed: {failure.Step}: {first}"
        List.iter Output.tell rest

    for verdict in verdicts do
        console.WriteLine(VerdictLine.write verdict)

    console.WriteLine $"report: {report}"

/// The object that `run --json` prints.
let json (run: RunFolder) (summary: RunSummary) (verdicts: Verdict seq) (report: string) =
    let json = JsonObject()
    let met, unmet = verdicts |> List.ofSeq |> List.partition _.Met
    json["executed"] <- JsonValue.Create summary.Executed
    json["cached"] <- JsonValue.Create summary.Cached
    json["fetched"] <- JsonValue.Create summary.Fetched
    json["failed"] <- JsonValue.Create summary.Failed
    json["expectations_met"] <- JsonValue.Create met.Length
    json["expectations_unmet"] <- JsonValue.Create unmet.Length
    json["seconds"] <- JsonValue.Create(Math.Round(summary.Seconds, 3))
    json["run"] <- JsonValue.Create run.Name
    json["report"] <- JsonValue.Create report
    json

/// The exit code that a run deserves.
let exitCode (summary: RunSummary) (verdicts: Verdict seq) =
    if summary.Interrupted then
        Exit.interrupted
    elif
        summary.Failures
        |> Seq.exists (fun failure -> FailureText.isMachines failure.Failure)
    then
        Exit.machine
    elif summary.Failed > 0 then
        Exit.stepFailed
    elif verdicts |> Seq.exists (fun verdict -> verdict.Outcome = VerdictOutcome.Unmet) then
        Exit.invalid
    else
        Exit.done'
