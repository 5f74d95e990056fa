/// `spindle check`: every mistake of an experiment, with its place.
module Spindle.Cli.CheckCommand

open Argu
open Spindle.Dsl
open Spindle.Plans

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | Set of assignment: string
    | No_Stat_Cache
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Experiment _ -> "the experiment, .yaml or .fsx"
            | Arguments.Set _ -> "a value to put in place of the file's, as trainings.standard.updates=200"
            | Arguments.No_Stat_Cache -> "read every input file anew, even one that looks unchanged"
            | Arguments.Json -> "print the diagnostics as JSON"

/// Checks an experiment; the exit code.
let private run digests (path: string) (assignments: string list) (asJson: bool) : int =
    let loaded = Study.loadBy digests path assignments

    let problems =
        match loaded with
        | Ok _ -> []
        | Error(_, problems) -> problems

    if asJson then
        Output.print [ CanonicalJson.Write(DiagnosticJson.ofAll problems) ]

    match loaded with
    | Ok study ->
        if not asJson then
            Output.print [
                $"{path}: no mistake found; {study.Plan.Steps.Count} steps, {study.Plan.Probes.Count} measurements"
            ]

        Exit.done'
    | Error(source, problems) ->
        if not asJson then
            Mistakes.tell path source problems
            let noun = if problems.Length = 1 then "mistake" else "mistakes"
            Output.tell $"{problems.Length} {noun}"

        Exit.invalid

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    run
        (StudyFiles.reading (arguments.Contains Arguments.No_Stat_Cache))
        (arguments.GetResult Arguments.Experiment)
        (arguments.PostProcessResults(Arguments.Set, Wording.assignment))
        (arguments.Contains Arguments.Json)
