/// `spindle report`: the page about a study, from what the store holds.
module Spindle.Cli.ReportCommand

open System.IO
open Argu
open Spindle.Execution
open Spindle.Plans
open Spindle.Reports
open Spindle.Store

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | [<AltCommandLine("-o")>] Output of file: string
    | Set of assignment: string
    | Numerics of choice: NumericsChoice.Choice
    | Device of name: string
    | Store of folder: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Experiment _ -> "the experiment, .yaml or .fsx"
            | Arguments.Output _ -> "the page to write (report.html beside the experiment)"
            | Arguments.Set _ -> "a value to put in place of the file's"
            | Arguments.Numerics _ -> NumericsChoice.usage
            | Arguments.Device _ -> NumericsChoice.deviceUsage
            | Arguments.Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"

/// What the report says, about a run of which these are the facts.
let content (study: Study.Study) (results: PlanResults) (facts: RunFacts) : ReportContent =
    let text = StudyText(study.Path, study.Source, study.Experiment.Description)
    ReportCollector.Collect(study.Plan, study.Catalog, results, text, facts)

/// Writes the report about the latest run of a study; the exit code.
let run (study: Study.Study) (store: ContentStore) (numerics: Numerics) (output: string option) : int =
    match RunFolder.Latest(store, study.Plan.Experiment) with
    | null ->
        Output.tell $"'{study.Plan.Experiment}' has not run yet; 'spindle run {study.Path}' runs it"
        Exit.usage
    | folder ->
        let results = PlanResults.Of(study.Plan, store, numerics)

        let entries = [
            for step in study.Plan.Steps do
                match results.Entry step.Id with
                | null -> ()
                | entry -> entry
        ]

        let page = ReportPage.Write(content study results (RunOutline.Of(folder, entries)))

        let beside = Path.GetDirectoryName(Path.GetFullPath study.Path) |> string

        let file =
            output |> Option.defaultWith (fun () -> Path.Combine(beside, "report.html"))

        OutputFile.writeText file page
        Output.tell $"wrote {file}"
        Exit.done'

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    let path = arguments.GetResult Arguments.Experiment

    Frame.withStudy path (arguments.PostProcessResults(Arguments.Set, Wording.assignment)) (fun study ->
        let store = Frame.storeOf path (arguments.TryGetResult Arguments.Store)
        let device = arguments.TryPostProcessResult(Arguments.Device, Wording.device)

        let numerics =
            NumericsChoice.resolve study store device (arguments.TryGetResult Arguments.Numerics)

        run study store numerics (arguments.TryGetResult Arguments.Output))
