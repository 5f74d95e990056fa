/// Shows a run while it goes on, and passes on that the user wants it to end.
module Spindle.Cli.Progress.RunDisplay

open System
open Spindle.Cli
open Spindle.Execution
open Spindle.Plans

/// How progress is told.
type LogFormat =
    | Live
    | Lines
    | Json

let private stopping = "stopping; what is finished is kept"

/// Runs the plan with a display, and asks for an end at Ctrl-C and at SIGTERM. `folder` is that of the run.
let show (runner: Runner) (plan: Plan) (options: RunOptions) (folder: string) (log: LogFormat) (record: IRunObserver) =
    let display = LiveDisplay(Output.messages (), folder)

    let tell () =
        match log with
        | Live -> display.Say stopping
        | Lines -> Output.tell stopping
        | Json -> ()

    Interruption.during tell (fun cancellation ->
        let run (reader: IRunObserver) =
            let readers = RunObservers [| reader; record |]
            runner.RunAsync(plan, options, readers, cancellation).GetAwaiter().GetResult()

        match log with
        | Live -> display.While(fun () -> run display)
        | Lines -> run (PlainLines(Console.Error, folder))
        | LogFormat.Json -> run (JsonLines Console.Error))
