/// Expectations in F# scripts.
module internal Spindle.Dsl.FSharpExpectation

open System
open Spindle.Dsl.FSharpCall

type private Summary = Spindle.Plans.Summary

/// The parts of `wiring[architecture=separated].element_match`.
let private parts (that: string) : (string * (string * string) list * string) option =
    let choices (selector: string) =
        selector.Split ','
        |> List.ofArray
        |> List.map (fun choice ->
            match choice.Split '=' with
            | [| axis; value |] -> axis.Trim(), value.Trim()
            | _ -> "", "")

    let probe, rest =
        match that.IndexOf '[', that.IndexOf ']' with
        | first, last when first > 0 && last > first ->
            that[.. first - 1], (choices that[first + 1 .. last - 1], that[last + 1 ..])
        | _ when that.IndexOf '.' > 0 -> that[.. that.IndexOf '.' - 1], ([], that[that.IndexOf '.' ..])
        | _ -> "", ([], "")

    match rest with
    | selected, metric when probe <> "" && metric.StartsWith '.' && not (List.contains ("", "") selected) ->
        Some(probe, selected, metric[1..])
    | _ -> None

/// A metric by the handle of its probe; none where only its text says the same.
let private metric (names: FSharpNames) (that: string) : (string * string) option =
    let choice (axis, value: string) =
        match names.Find(axis, value), Int64.TryParse value with
        | Some handle, _ when List.contains axis [ "architecture"; "training"; "task" ] -> $".where({handle})"
        | _, (true, seed) when axis = "seed" && string seed = value ->
            $".where(seed = {(FSharpValue.wholes [ seed ]).Head})"
        | _ -> $".where({FSharpValue.text axis}, {FSharpValue.text value})"

    match parts that with
    | Some(probe, choices, metric) ->
        let again =
            String.Join(",", choices |> List.map (fun (axis, value) -> $"{axis}={value}"))

        let selector = if choices.IsEmpty then "" else $"[{again}]"

        match names.Find("probe", probe) with
        | Some handle when $"{probe}{selector}.{metric}" = that ->
            Some(probe, $"""{handle}{String.Join("", List.map choice choices)}[{FSharpValue.text metric}]""")
        | _ -> None
    | None -> None

let private float value =
    FSharpValue.number (Canonical.number value)

/// What stands behind `atLeast` or `atMost`.
let private level (names: FSharpNames) (level: Level) =
    match level with
    | Constant value -> $" {float value}"
    | Times(factor, that) ->
        match metric names that.Value with
        | Some(_, handle) -> $" ({float factor} * {handle})"
        | None -> $"(times({float factor}, {FSharpValue.text that.Value}))"

/// An expectation as a statement.
let ofExpectation (names: FSharpNames) (expectation: Expectation) : string list =
    let that =
        metric names expectation.That.Value
        |> Option.map snd
        |> Option.defaultWith (fun () -> FSharpValue.text expectation.That.Value)

    let bound =
        match expectation.Bound with
        | AtLeast value -> $"atLeast{level names value}"
        | AtMost value -> $"atMost{level names value}"
        | Near(value, tolerance) -> $"near({(level names value).Trim()}, within = {float tolerance})"

    {
        Function = "expect"
        Arguments = [
            Plain that
            Plain bound
            if expectation.Over <> Summary.Each then
                Plain $"over = Over.{expectation.Over}"
            if expectation.Source <> "" then
                Plain $"source = {FSharpValue.text expectation.Source}"
        ]
        Suffix = []
    }
    |> statement None


/// The probes that an expectation speaks of by their handles.
let probes (names: FSharpNames) (expectation: Expectation) : string list =
    let others =
        match expectation.Bound with
        | AtLeast(Times(_, that))
        | AtMost(Times(_, that))
        | Near(Times(_, that), _) -> [ that.Value ]
        | _ -> []

    expectation.That.Value :: others |> List.choose (metric names) |> List.map fst
