/// How the failure of a step is told: its code, then what went wrong.
module Spindle.Cli.FailureText

open Spindle.Execution

let write (failure: StepFailure | null) (message: string | null) =
    match failure with
    | null -> string message
    | failure -> $"error {failure.Code}: {failure.Message}"

/// Whether the store or the machine is at fault, not the step.
let isMachines (failure: StepFailure | null) =
    match failure with
    | null -> false
    | failure -> failure.Code.StartsWith "SPN7"
