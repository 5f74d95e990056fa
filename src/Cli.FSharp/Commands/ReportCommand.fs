module Spindle.Cli.ReportCommand
open Spindle.Execution
open Spindle.Reports
let content (study: Study.Study) (store: Spindle.Store.ContentStore) (_: (Spindle.Store.RunFolder * RunSummary) option) : ReportContent =
    let results = PlanResults.Of(study.Plan, store)
    ReportContent(Experiment = study.Plan.Experiment, Run = RunFacts("", System.Nullable(), 0.0, 0, 0, 0, 0), Verdicts = Verdicts.Judge(study.Plan.Expectations, fun m -> study.Plan.Probes |> Seq.find (fun p -> p.Member = m) |> results.Metrics))
let run _ _ _ = 0
