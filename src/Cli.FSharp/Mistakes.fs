/// How every command tells the mistakes of an experiment.
module Spindle.Cli.Mistakes

open System.IO
open Spindle.Contracts
open Spindle.Dsl

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
