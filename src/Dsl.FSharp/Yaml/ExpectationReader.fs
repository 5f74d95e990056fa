/// Reads an expectation, `{ that: wiring.element_match, at_least: 0.35, source: "reference, section 9" }`.
module internal Spindle.Dsl.ExpectationReader

open System
open Spindle.Catalog
open Spindle.Contracts

type private Summary = Spindle.Plans.Summary

let private bounds = [ "at_least"; "at_most"; "is" ]
let private keys = [ "that" ] @ bounds @ [ "within"; "over"; "source" ]

let private levelKeys = [ "times"; "that" ]

/// The words for how several members are made one number.
let summaries: string list =
    Enum.GetNames<Summary>() |> Seq.map SnakeCase.Of |> List.ofSeq

let private missing (findings: Findings) (span: SourceSpan) message =
    findings.Add(DiagnosticCodes.MissingKey, span, message)

/// A number, or a factor times another metric.
let private level (findings: Findings) (node: Node) : Level option =
    match node.Value with
    | Fields fields ->
        MapReader.refuseUnknown findings DiagnosticCodes.UnknownKey "a multiple of a metric" levelKeys fields

        let read key reader =
            match MapReader.find key fields with
            | Some field -> reader field.Value
            | None ->
                missing findings node.Span $"a multiple of a metric needs '{key}'"
                None

        let factor = read "times" (MapReader.number findings)
        let that = read "that" (MapReader.spanned (MapReader.text findings))
        Option.map2 (fun factor that -> Times(factor, that)) factor that
    | _ -> MapReader.number findings node |> Option.map Constant

let private bound (findings: Findings) (node: Node) (fields: Field list) : Bound option =
    let given =
        fields |> List.filter (fun field -> List.contains field.Key.Value bounds)

    let within = MapReader.find "within" fields

    match given with
    | [] ->
        missing findings node.Span "the expectation says nothing of the value: give at_least, at_most or is"
        None
    | [ field ] when field.Key.Value = "is" ->
        let level = level findings field.Value

        match within with
        | None ->
            findings.Add(
                DiagnosticCodes.MissingKey,
                field.Key.Span,
                "how near to this value is near enough?",
                "add within: and a tolerance"
            )

            None
        | Some tolerance ->
            Option.map2
                (fun level tolerance -> Near(level, tolerance))
                level
                (MapReader.number findings tolerance.Value)
    | [ field ] ->
        within
        |> Option.iter (fun within ->
            findings.Add(
                DiagnosticCodes.ConflictingKeys,
                within.Key.Span,
                $"a tolerance has no meaning beside {field.Key.Value}",
                "within belongs to is"
            ))

        let level = level findings field.Value
        level |> Option.map (if field.Key.Value = "at_least" then AtLeast else AtMost)
    | _ :: second :: _ ->
        findings.Add(
            DiagnosticCodes.ConflictingKeys,
            second.Key.Span,
            "an expectation has one bound only",
            "write a second expectation"
        )

        None

let private summary (findings: Findings) (fields: Field list) : Summary =
    MapReader.find "over" fields
    |> Option.bind (fun field -> MapReader.typed findings (ParameterType.Choice(Array.ofList summaries)) field.Value)
    |> Option.map (fun word -> enum<Summary>(List.findIndex ((=) (word.GetValue<string>())) summaries))
    |> Option.defaultValue Summary.Each

/// An expectation; none where something that it needs cannot be read.
let read (findings: Findings) (node: Node) : Expectation option =
    match node.Value with
    | Fields fields ->
        MapReader.refuseUnknown findings DiagnosticCodes.UnknownKey "an expectation" keys fields

        let that =
            match MapReader.find "that" fields with
            | Some field -> MapReader.spanned (MapReader.text findings) field.Value
            | None ->
                missing findings node.Span "the expectation does not say of what: add that: and a probe's metric"
                None

        let bound = bound findings node fields
        let over = summary findings fields

        let source =
            MapReader.find "source" fields
            |> Option.bind (fun field -> MapReader.text findings field.Value)
            |> Option.defaultValue ""

        Option.map2
            (fun that bound -> {
                That = that
                Over = over
                Bound = bound
                Source = source
                Span = node.Span
            })
            that
            bound
    | _ ->
        findings.Add(
            DiagnosticCodes.WrongType,
            node.Span,
            $"expected a map with that and a bound, found {Phrases.found node}"
        )

        None
