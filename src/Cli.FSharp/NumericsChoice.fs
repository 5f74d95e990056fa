/// `--numerics`: whose results a command accepts.
module Spindle.Cli.NumericsChoice

open System
open Spindle.Execution
open Spindle.Plans
open Spindle.Store

/// Results of every class of device, or only those of the class that would compute here.
type Choice =
    | Shared
    | Strict

/// What the option means, in a line of help.
let usage =
    "shared: accept results of every class of device; strict: only those of the class that computes here (shared)"

/// What `--device` means beside it, in a line of help.
let deviceUsage = "the device of strict numerics: cpu, cuda, cuda:1 or auto (auto)"

/// The numerics that are chosen. For the strict ones a worker is asked, since the tensor library loads there only.
let resolve (study: Study.Study) (store: ContentStore) (device: string option) (choice: Choice option) : Numerics =
    match choice with
    | None
    | Some Shared -> Numerics.Shared
    | Some Strict ->
        let command = WorkerCommand.command store.Root study.Plugins
        NumericsQuestion.AskAsync(command, store, defaultArg device "auto").GetAwaiter().GetResult()
