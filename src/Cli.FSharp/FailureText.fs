/// How the failure of a step is told: its code, what went wrong, and the file that tells all of it.
module Spindle.Cli.FailureText

open System.IO
open Spindle.Execution

/// The lines about a failure in the run of a folder; those after the first are indented.
let lines (folder: string) (indentation: int) (failure: StepFailure | null) (message: string | null) =
    match failure with
    | null -> [ string message ]
    | failure -> [
        failure.Coded
        match failure.File with
        | null -> ()
        | file -> String.replicate indentation " " + $"more in {Path.Combine(folder, file)}"
      ]

/// Whether the store or the machine is at fault, not the step.
let isMachines (failure: StepFailure | null) =
    match failure with
    | null -> false
    | failure -> failure.Code.StartsWith "SPN7"
