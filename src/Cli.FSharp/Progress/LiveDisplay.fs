namespace Spindle.Cli.Progress

open System
open System.Collections.Generic
open Spectre.Console
open Spectre.Console.Rendering
open Spindle.Cli
open Spindle.Execution
open Spindle.Store

/// What runs now, drawn in place on a terminal; what failed is printed above it and stays.
type LiveDisplay(console: IAnsiConsole, folder: string) =
    let gate = obj ()

    let running =
        SortedDictionary<string, DateTimeOffset * float * string>(StringComparer.Ordinal)

    let mutable total = 0
    let mutable finished = 0
    let mutable cached = 0

    let bar fraction =
        let width = 24
        let full = int (Math.Round(fraction * float width))
        String('━', full) + String('─', width - full)

    let draw () : IRenderable =
        let grid =
            Grid().AddColumn(GridColumn().NoWrap()).AddColumn(GridColumn().NoWrap()).AddColumn(GridColumn().NoWrap())

        grid.AddRow(
            Text $"{finished} of {total} steps",
            Text(bar (float finished / float (max 1 total))),
            Text $"{cached} cached"
        )
        |> ignore

        for pair in running do
            let started, fraction, words = pair.Value
            let seconds = (DateTimeOffset.UtcNow - started).TotalSeconds

            grid.AddRow(Text("  " + pair.Key), Text(bar fraction), Text $"{Output.time seconds}  {words}")
            |> ignore

        grid

    /// Prints a line above what is drawn, over the whole width: what was drawn there is not erased by itself.
    let say (message: string) =
        console.WriteLine(message.PadRight(console.Profile.Width - 1))

    let take (happened: RunEvent) =
        match happened with
        | :? RunStarted as run -> total <- run.Steps
        | :? StepStarted as step -> running[step.Step] <- (step.At, 0.0, string step.Reason)
        | :? StepProgress as step ->
            match running.TryGetValue step.Step with
            | true, (started, _, _) -> running[step.Step] <- (started, step.Fraction, step.Words)
            | _ -> ()
        | :? StepFinished as step ->
            running.Remove step.Step |> ignore
            finished <- finished + 1

            match step.Outcome with
            | StepOutcome.Cached -> cached <- cached + 1
            | StepOutcome.Failed ->
                match FailureText.lines folder 2 step.Failure step.Message with
                | first :: rest ->
                    say $"failed {step.Step}: {first}"
                    List.iter say rest
                | [] -> ()
            | _ -> ()
        | :? StepRetried as step -> say $"again {step.Step}: {step.Reason}"
        | :? StoreWarningRaised as warning -> say $"warning {warning.Code}: {warning.Message}"
        | _ -> ()

    /// Draws while a piece of work goes on.
    member _.While(work: unit -> 'T) : 'T =
        let mutable result = Unchecked.defaultof<'T>

        console
            .Live(draw ())
            .AutoClear(true)
            .Start(fun context ->
                use _ =
                    new Threading.Timer(
                        (fun _ ->
                            lock gate (fun () ->
                                context.UpdateTarget(draw ())
                                context.Refresh())),
                        null,
                        100,
                        100
                    )

                result <- work ())

        result

    /// Prints a message above what is drawn.
    member _.Say(message: string) = lock gate (fun () -> say message)

    interface IRunObserver with
        member _.On happened = lock gate (fun () -> take happened)
