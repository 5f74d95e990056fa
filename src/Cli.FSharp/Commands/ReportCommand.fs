module Spindle.Cli.ReportCommand
open Spindle.Execution
open Spindle.Reports
type Content = { Verdicts: System.Collections.Generic.IReadOnlyList<Verdict> }
let content (study: Study.Study) (store: Spindle.Store.ContentStore) (_: (Spindle.Store.RunFolder * RunSummary) option) : Content =
    let results = PlanResults.Of(study.Plan, store)
    { Verdicts = Verdicts.Judge(study.Plan.Expectations, fun m -> study.Plan.Probes |> Seq.find (fun p -> p.Member = m) |> results.Metrics) }
let run _ _ _ = 0
