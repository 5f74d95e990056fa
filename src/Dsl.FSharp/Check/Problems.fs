/// Lists of diagnostics.
module Spindle.Dsl.Problems

open Spindle.Contracts

/// The problems of a result, none where it succeeded.
let ofResult (result: Result<'T, Diagnostic list>) : Diagnostic list =
    match result with
    | Ok _ -> []
    | Error problems -> problems

/// Each problem once, by place.
let sorted (problems: Diagnostic seq) : Diagnostic list =
    problems
    |> Seq.distinct
    |> Seq.sortBy (fun problem ->
        problem.Span.Path, problem.Span.Line, problem.Span.Column, problem.Code, problem.Message)
    |> List.ofSeq
