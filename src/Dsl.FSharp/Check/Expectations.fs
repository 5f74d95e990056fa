/// Rules on expectations, and what they come to in a plan.
module Spindle.Dsl.Expectations

open System
open System.Collections.Generic
open Spindle.Contracts

/// What is known of the probes: their names, and the measurements of those that are free of problems.
type Probes = {
    Names: string list
    Sound: IReadOnlyDictionary<string, Measurement list>
}

/// Why a result is missing without a problem of its own: what it rests on has one, which is told already.
let private untold = Error []

let private membersOf (probes: Probes) (that: Spanned<string>) (selector: Selectors.Selector) =
    match probes.Sound.TryGetValue selector.Probe with
    | true, members -> Selectors.select that.Span selector members
    | _ when List.contains selector.Probe probes.Names -> untold
    | _ ->
        let message = $"there is no probe called '{selector.Probe}'"
        let hint = Nearest.hint probes.Names selector.Probe |> Option.toObj
        Error [ Diagnostic.Error(DiagnosticCodes.UnknownProbe, that.Span, message, hint) ]

/// Every member must measure the metric.
let private measured (that: Spanned<string>) (selector: Selectors.Selector) (members: Measurement list) =
    let measures (m: Measurement) =
        m.Metrics |> List.exists (fun metric -> metric.Name = selector.Metric)

    match members |> List.filter (measures >> not) with
    | [] -> Ok members
    | lacking ->
        let names = members |> Seq.collect _.Metrics |> Seq.map _.Name |> Seq.distinct

        let who, hint =
            if lacking.Length = members.Length then
                selector.Probe, Nearest.hint names selector.Metric
            else
                lacking.Head.Name, Some "other members do: select them, as in probe[axis=value].metric"

        let message = $"'{who}' does not measure '{selector.Metric}'"

        Error [
            Diagnostic.Error(DiagnosticCodes.UnknownMetric, that.Span, message, Option.toObj hint)
        ]

/// The members and the metric that an expectation or a level speaks of.
let private resolve (probes: Probes) (that: Spanned<string>) : Result<string list * string, Diagnostic list> =
    Selectors.parse that
    |> Result.bind (fun selector ->
        membersOf probes that selector
        |> Result.bind (measured that selector)
        |> Result.map (fun members -> members |> List.map _.Name, selector.Metric))

let private finite (span: SourceSpan) (value: float) =
    if Double.IsFinite value then
        Ok value
    else
        Error [
            Diagnostic.Error(DiagnosticCodes.InfiniteValue, span, "an expectation compares with a finite number")
        ]

let private level (probes: Probes) (span: SourceSpan) (written: Level) : Result<Spindle.Plans.Level, Diagnostic list> =
    match written with
    | Constant value -> finite span value |> Result.map Spindle.Plans.Level.Of
    | Times(factor, that) ->
        Problems.both (finite that.Span factor) (resolve probes that)
        |> Result.map (fun (factor, (members, metric)) ->
            Spindle.Plans.Level(factor, List.toArray members, metric, that.Value))

/// A tolerance that is not given is not a number.
let private tolerance (span: SourceSpan) (value: float) =
    let error message (hint: string | null) =
        Error [ Diagnostic.Error(DiagnosticCodes.ImpossibleTolerance, span, message, hint) ]

    if Double.IsNaN value then
        error "'is' needs a tolerance" "add within: how far it may be off, 0 for not at all"
    elif value < 0.0 || Double.IsInfinity value then
        error $"a tolerance is a finite number of at least 0, found {value}" null
    else
        Ok value

let private bound
    (probes: Probes)
    (expectation: Spindle.Dsl.Expectation)
    : Result<Spindle.Plans.Bound, Diagnostic list> =
    let level = level probes expectation.Span

    match expectation.Bound with
    | AtLeast value -> level value |> Result.map (fun level -> Spindle.Plans.Bound.AtLeast level)
    | AtMost value -> level value |> Result.map (fun level -> Spindle.Plans.Bound.AtMost level)
    | Near(value, within) ->
        Problems.both (level value) (tolerance expectation.Span within)
        |> Result.map (fun (level, tolerance) -> Spindle.Plans.Bound.Near(level, tolerance))

/// An expectation as the plan has it, or what is wrong with it.
let plan (probes: Probes) (expectation: Spindle.Dsl.Expectation) : Result<Spindle.Plans.Expectation, Diagnostic list> =
    Problems.both (resolve probes expectation.That) (bound probes expectation)
    |> Result.map (fun ((members, metric), bound) ->
        Spindle.Plans.Expectation(
            expectation.That.Value,
            List.toArray members,
            metric,
            expectation.Over,
            bound,
            expectation.Source,
            expectation.Span
        ))
