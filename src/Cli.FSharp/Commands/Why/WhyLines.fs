/// Why one step must run, in lines for people.
module Spindle.Cli.WhyLines

open Spindle.Execution.Reasons
open Spindle.Plans

/// So many steps that are waited for are named.
let private mostNamed = 10

let private steps count =
    if count = 1 then "1 step" else $"{count} steps"

let private root (words: ReasonWords) (plan: string -> Step) (cause: RootCause) = [
    let others =
        if cause.Others = 0 then
            ""
        else
            $"; the same in {steps cause.Others} more"

    let what =
        if cause.Words <> "" then
            [ cause.Words ]
        else
            [ for change in cause.Changes -> words.Change(plan cause.Step, change) ]

    $"    because of {cause.Step}, {steps cause.Distance} upstream{others}:"

    for line in what do
        $"      {line}"
]

let private changes (words: ReasonWords) (step: Step) (list: KeyChange seq) = [
    for change in list |> Seq.sortBy _.Cause -> $"  {words.Change(step, change)}"
]

/// The lines about a step. `plan` finds the steps of the plan.
let write (words: ReasonWords) (explanation: StepExplanation) (plan: string -> Step) (step: Step) : string list =
    match explanation.Of step.Id with
    | :? StepReason.Known as known -> [
        $"{step.Id} is known."
        $"  made {ProvenanceText.made known.Entry}"
        $"  on {ProvenanceText.machine known.Entry}"
        $"  key {known.Entry.Key}"
      ]
    | :? StepReason.Lost as lost -> [
        $"{step.Id} must run: {lost.What}."
        $"  Its key is the same as in the run {lost.Run}."
      ]
    | :? StepReason.Failed as failed -> [
        $"{step.Id} must run: an earlier attempt failed, in the run {failed.Run}."
        $"  {failed.Failure}"
        match failed.File with
        | null -> ()
        | file -> $"  more in runs/{failed.Run}/{file} of the store"
      ]
    | :? StepReason.Forgotten as forgotten -> [
        $"{step.Id} must run: its inputs, parameters or version changed since the run {forgotten.Run}."
        "  What they were then is no longer known: the result is gone from the store."
      ]
    | :? StepReason.Changed as changed -> [
        $"{step.Id} must run. Since the run {changed.Run} these changed:"
        yield! changes words step changed.Changes

        for cause in explanation.RootsOf(step.Id, changed) do
            yield! root words plan cause
      ]
    | :? StepReason.First as first ->
        match first.Nearest with
        | null -> [ $"{step.Id} must run for the first time: nothing like it ran before." ]
        | nearest ->
            $"{step.Id} must run for the first time. Compared with {nearest}, the nearest result:"
            :: changes words step first.Changes
    | :? StepReason.Waits as waits -> [
        $"Whether {step.Id} must run is not known yet. It waits for:"

        for upstream in waits.Steps |> Seq.truncate mostNamed do
            $"  {upstream}: {words.Short(plan upstream, explanation.InShort upstream)}"

        if waits.Steps.Count > mostNamed then
            $"  and {steps (waits.Steps.Count - mostNamed)} more"
      ]
    | other -> failwith $"an unknown reason: {other}"
