/// Shows a transfer while it goes on, and ends it at Ctrl-C and at SIGTERM.
module Spindle.Cli.Progress.TransferDisplay

open System
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
    let run progress cancellation =
        (work progress cancellation).GetAwaiter().GetResult()

    Interruption.during ignore (fun cancellation ->
        try
            if Console.IsErrorRedirected then
                Some(run (Tenths()) cancellation)
            else
                (Output.messages ()).Status().Start(verb, (fun context -> run (Line(context, verb)) cancellation))
                |> Some
        with :? OperationCanceledException when cancellation.IsCancellationRequested ->
            Output.tell "stopped; what has moved stays, and the same command goes on from there"
            None)
