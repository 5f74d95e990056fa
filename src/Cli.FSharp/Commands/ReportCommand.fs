/// `spindle report`: the page about a study, from what the store holds.
module Spindle.Cli.ReportCommand

open System.IO
open Spindle.Execution
open Spindle.Plans
open Spindle.Reports
open Spindle.Store

/// What the report says, about a run of which these are the facts.
let content (study: Study.Study) (results: PlanResults) (facts: RunFacts) : ReportContent =
    let text = StudyText(study.Path, study.Source, study.Experiment.Description)
    ReportCollector.Collect(study.Plan, study.Catalog, results, text, facts)

/// Writes the report about the latest run of a study; the exit code.
let run (study: Study.Study) (store: ContentStore) (output: string option) : int =
    match RunFolder.Latest(store, study.Plan.Experiment) with
    | null ->
        Output.tell $"'{study.Plan.Experiment}' has not run yet; 'spindle run {study.Path}' runs it"
        Exit.usage
    | folder ->
        let results = PlanResults.Of(study.Plan, store)

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
