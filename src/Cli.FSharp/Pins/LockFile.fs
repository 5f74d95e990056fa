/// The lock file of an experiment: beside it, under its name.
module Spindle.Cli.Pins.LockFile

open System.IO
open Spindle.Cli
open Spindle.Contracts
open Spindle.Execution
open Spindle.Pins

/// Where it is: `experiment.lock.json` for `experiment.yaml` and for `experiment.fsx`.
let path (experiment: string) : string =
    Path.ChangeExtension(experiment, ".lock.json") |> nonNull

/// What an experiment's lock file pins; or the code, the words and the hint that say why it cannot be read.
let read (experiment: string) : Result<PinnedResults, string * string * string> =
    let file = path experiment

    let refuse code problem =
        Error(code, problem, $"'spindle run {experiment} --lock' writes it")

    try
        Ok(PinnedResultsJson.Read(File.ReadAllText file))
    with
    | :? FileNotFoundException
    | :? DirectoryNotFoundException -> refuse DiagnosticCodes.LockAbsent $"there is no lock file '{file}'"
    | :? IOException as problem -> refuse DiagnosticCodes.LockDamaged $"'{file}' cannot be read: {problem.Message}"
    | :? System.UnauthorizedAccessException as problem ->
        refuse DiagnosticCodes.LockDamaged $"'{file}' cannot be read: {problem.Message}"
    | :? SpindleException as problem -> refuse problem.Code $"'{file}': {problem.Message}"

/// Writes the lock file of a study, whole or not at all; or names the first step that has no result.
let write (study: Study.Study) (summary: RunSummary) : Result<string, string> =
    let entries = dict [ for step in summary.Steps -> step.Step, step.Entry ]

    let entry id =
        match entries.TryGetValue id with
        | true, entry -> entry
        | _ -> null

    match PinnedResults.Of(study.Plan, entry) with
    | null ->
        let first = study.Plan.Steps |> Seq.find (fun step -> isNull (box (entry step.Id)))

        Error first.Id
    | pinned ->
        let file = path study.Path
        OutputFile.writeText file (PinnedResultsJson.Write pinned)
        Ok file
