/// What a batch's arrays have to hold, one number after another, from what its trials are.
module Spindle.Tests.Tasks.Cognitive.PlainTrials

open System
open Spindle.Tasks.Cognitive

let private bump (angle: float) (preferred: float) =
    let apart = abs (angle - preferred)
    let distance = min apart (2.0 * Math.PI - apart) / (Math.PI / 8.0)
    0.8 * exp (-0.5 * distance * distance)

/// One input of a trial, with its parts added up.
let input (task: TrialSpec) (batch: TrialBatch) step trial channel =
    let layout = task.Layout()
    let parts = task.Compose()

    let within name =
        let epoch = batch.Epochs |> Seq.find (fun epoch -> epoch.Name = name)
        int64 step >= epoch.From && int64 step < epoch.To

    let shown (stimulus: Grammar.TrialStimulus) =
        let ends =
            if stimulus.Until = "" then
                stimulus.During
            else
                stimulus.Until

        let first = batch.Epochs |> Seq.find (fun epoch -> epoch.Name = stimulus.During)
        let last = batch.Epochs |> Seq.find (fun epoch -> epoch.Name = ends)
        int64 step >= first.From && int64 step < last.To

    if channel = 0 then
        if
            parts.Epochs
            |> Seq.exists (fun epoch -> not epoch.Fixation && within epoch.Name)
        then
            0.0
        else
            1.0
    elif channel >= layout.FirstRule then
        1.0
    else
        let ring, unit =
            (channel - 1) / layout.RingUnits + 1, (channel - 1) % layout.RingUnits

        Seq.sum (
            seq {
                for stimulus in parts.Stimuli do
                    if shown stimulus && batch.Rings[stimulus.Name][trial] = ring then
                        let angle = batch.Stimuli[stimulus.Name][trial]
                        batch.Strengths[stimulus.Name][trial] * bump angle (layout.PreferredAngle unit)
            }
        )

/// One target of a trial, for squared error.
let target (task: TrialSpec) (batch: TrialBatch) step trial channel =
    let response = batch.Response[trial]
    let responds = step >= batch.ResponseOnset && not (Double.IsNaN response)

    match channel with
    | 0 -> if responds then 0.05 else 0.8
    | channel when responds -> 0.05 + bump response (task.Layout().PreferredAngle(channel - 1))
    | _ -> 0.05
