/// `spindle check`: every mistake of an experiment, with its place; also how the other commands tell mistakes.
module Spindle.Cli.CheckCommand

open System.IO
open System.Text.Json.Nodes
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Plans

/// Prints diagnostics on standard error, with the lines that they speak of.
let tell (path: string) (source: string) (problems: Diagnostic list) =
    let lines = SourceLines source

    let linesOf (file: string) =
        if file = path && source = "" then
            None
        elif file = path then
            Some lines
        elif File.Exists file then
            Some(SourceLines(File.ReadAllText file))
        else
            None

    for problem in problems do
        Output.tell (DiagnosticText.print linesOf problem)

/// Checks an experiment; the exit code.
let run (path: string) (assignments: string list) (asJson: bool) : int =
    let loaded = Study.load path assignments

    let problems =
        match loaded with
        | Ok _ -> []
        | Error(_, problems) -> problems

    if asJson then
        Output.print [ CanonicalJson.Write(DiagnosticJson.ofAll problems) ]

    match loaded with
    | Ok study ->
        if not asJson then
            Output.print [
                $"{path}: no mistake found; {study.Plan.Steps.Count} steps, {study.Plan.Probes.Count} measurements"
            ]

        Exit.done'
    | Error(source, problems) ->
        if not asJson then
            tell path source problems
            let noun = if problems.Length = 1 then "mistake" else "mistakes"
            Output.tell $"{problems.Length} {noun}"

        Exit.invalid
