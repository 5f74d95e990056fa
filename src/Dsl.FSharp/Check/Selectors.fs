/// What an expectation speaks of: `wiring[architecture=separated].element_match`.
module Spindle.Dsl.Selectors

open System.Text.RegularExpressions
open Spindle.Catalog
open Spindle.Contracts

/// A probe, the values that its members must have along some axes, and a metric.
type Selector = {
    Probe: string
    Choices: (string * string) list
    Metric: string
}

let private form =
    Regex(@"^\s*([^\[\].\s]+)\s*(?:\[([^\[\]]*)\])?\s*\.\s*([^\[\].\s]+)\s*$", RegexOptions.CultureInvariant)

let private choice (text: string) =
    match text.IndexOf '=' with
    | -1 -> None
    | at -> Some(text[.. at - 1].Trim(), text[at + 1 ..].Trim())

/// Reads the written form.
let parse (text: Spanned<string>) : Result<Selector, Diagnostic list> =
    let parts = form.Match text.Value

    let choices =
        match parts.Groups[2].Value.Trim() with
        | "" -> []
        | inside -> inside.Split ',' |> Seq.map choice |> List.ofSeq

    if parts.Success && List.forall Option.isSome choices then
        Ok {
            Probe = parts.Groups[1].Value
            Choices = List.choose id choices
            Metric = parts.Groups[3].Value
        }
    else
        let message = $"'{text.Value}' does not name a metric of a probe"

        let hint =
            "write probe.metric, or probe[axis=value].metric for some members of a family"

        Error [
            Diagnostic.Error(DiagnosticCodes.UnreadableExpectation, text.Span, message, hint)
        ]

/// Whether a written value is that of a facet: by its text, or by its typed value, so that 1e-4 finds 0.0001.
let private isValue (written: string) (facet: Facet) =
    facet.Label = written
    || (let node value : Node = {
            Value = value
            Span = SourceSpan.None
        }

        let typed =
            match facet.Type with
            | :? ParameterType.Whole
            | :? ParameterType.Number -> Values.read facet.Type (node (Number written))
            | :? ParameterType.Quantity -> Values.read facet.Type (node (Text written))
            | _ -> Error []

        match typed with
        | Ok value -> Typed.label value = facet.Label
        | Error _ -> false)

let private labelsOf axis (members: Measurement list) =
    members
    |> List.collect (fun m -> m.Facets |> List.filter (fun facet -> facet.Axis = axis))
    |> List.distinct

/// The members with a value along an axis, or that there are none.
let private narrow probe (span: SourceSpan) (members: Measurement list) (axis: string, written: string) =
    let error message hint =
        Error [
            Diagnostic.Error(DiagnosticCodes.UnmatchedSelector, span, message, Option.toObj hint)
        ]

    match labelsOf axis members with
    | [] ->
        let axes = members |> Seq.collect _.Facets |> Seq.map _.Axis |> Seq.distinct
        error $"'{probe}' has no axis '{axis}'" (Nearest.hint axes axis)
    | facets ->
        match facets |> List.filter (isValue written) |> List.map _.Label with
        | [] ->
            let labels = facets |> List.map _.Label

            let hint =
                match facets.Head.Type with
                | :? ParameterType.Text
                | :? ParameterType.Choice -> Nearest.hint labels written
                | _ -> Nearest.all labels

            error $"no member of '{probe}' has {axis}={written}" hint
        | labels ->
            members
            |> List.filter (fun m ->
                m.Facets
                |> List.exists (fun facet -> facet.Axis = axis && List.contains facet.Label labels))
            |> Ok

/// The members of a probe that a selector picks.
let select
    (span: SourceSpan)
    (selector: Selector)
    (members: Measurement list)
    : Result<Measurement list, Diagnostic list> =
    List.fold
        (fun remaining choice ->
            remaining
            |> Result.bind (fun members -> narrow selector.Probe span members choice))
        (Ok members)
        selector.Choices
