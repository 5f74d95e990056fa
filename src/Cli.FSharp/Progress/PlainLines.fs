namespace Spindle.Cli.Progress

open System.IO
open Spindle.Cli
open Spindle.Execution
open Spindle.Store

/// Writes what a log should keep: a line where a step starts, ends or fails. What is skipped is counted at the end.
type PlainLines(writer: TextWriter, folder: string) =
    let line (words: string) = writer.WriteLine words

    interface IRunObserver with
        member _.On happened =
            match happened with
            | :? RunStarted as run -> line $"run {run.Run}: {run.Steps} steps, {run.Jobs} at a time"
            | :? StepStarted as step ->
                match step.Reason with
                | null -> line $"start     {step.Step}"
                | reason -> line $"start     {step.Step}  ({reason})"
            | :? StepRetried as step -> line $"again     {step.Step}: {step.Reason}"
            | :? StepFinished as step ->
                match step.Outcome with
                | StepOutcome.Executed -> line $"executed  {step.Step}  {Output.time step.Seconds}"
                | StepOutcome.Failed ->
                    let told =
                        FailureText.lines folder 10 step.Failure step.Message |> String.concat "\n"

                    line $"failed    {step.Step}: {told}"
                | _ -> ()
            | :? StoreWarningRaised as warning -> line $"warning {warning.Code}: {warning.Message}"
            | _ -> ()
