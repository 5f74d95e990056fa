/// Shows a transfer while it goes on, and ends it at Ctrl-C and at SIGTERM.
module Spindle.Cli.Progress.TransferDisplay

open System
open System.Runtime.InteropServices
open System.Threading
open System.Threading.Tasks
open Spectre.Console
open Spindle.Cli
open Spindle.Store.Remotes

/// Whole tenths of the way, each told once.
type private Tenths() =
    let mutable told = 0

    interface IProgress<TransferProgress> with
        member this.Report progress =
            lock this (fun () ->
                let tenth = progress.Done * 10 / max 1 progress.Total

                if tenth > told then
                    told <- tenth
                    Output.tell $"{progress.Done} of {progress.Total} results, {Output.size progress.Bytes}")

/// A line that is written anew, on a terminal.
type private Line(context: StatusContext, verb: string) =
    interface IProgress<TransferProgress> with
        member _.Report progress =
            context.Status <- $"{verb}: {progress.Done} of {progress.Total} results, {Output.size progress.Bytes}"

/// Does a transfer; none where the user ended it.
let show (verb: string) (work: IProgress<TransferProgress> -> CancellationToken -> Task<'T>) : 'T option =
    use cancellation = new CancellationTokenSource()

    let stop (context: PosixSignalContext) =
        context.Cancel <- true
        cancellation.Cancel()

    use _ = PosixSignalRegistration.Create(PosixSignal.SIGINT, stop)
    use _ = PosixSignalRegistration.Create(PosixSignal.SIGTERM, stop)

    let run progress =
        (work progress cancellation.Token).GetAwaiter().GetResult()

    try
        if Console.IsErrorRedirected then
            Some(run (Tenths()))
        else
            Some((Output.messages ()).Status().Start(verb, (fun context -> run (Line(context, verb)))))
    with :? OperationCanceledException when cancellation.IsCancellationRequested ->
        Output.tell "stopped; what has moved stays, and the same command goes on from there"
        None
