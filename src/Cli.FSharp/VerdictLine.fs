/// A verdict on one line, for the end of a run.
module Spindle.Cli.VerdictLine

open System.Globalization
open Spindle.Reports

let private number (value: float) =
    value.ToString("G4", CultureInfo.InvariantCulture)

let private values (verdict: Verdict) =
    match Option.ofNullable verdict.Value with
    | Some value -> number value
    | None ->
        verdict.Members
        |> Seq.map (fun one ->
            one.Value
            |> Option.ofNullable
            |> Option.map number
            |> Option.defaultValue "missing")
        |> String.concat ", "

/// The outcome, what was expected and what was found.
let write (verdict: Verdict) =
    let expectation = verdict.Expectation
    let found = values verdict

    match verdict.Outcome with
    | VerdictOutcome.Met -> $"met      {expectation.That} {BoundText.Write expectation.Bound}: {found}"
    | VerdictOutcome.Unmet -> $"not met  {expectation.That} {BoundText.Write expectation.Bound}: {found}"
    | _ -> $"unknown  {expectation.That}: {verdict.Reason}"
