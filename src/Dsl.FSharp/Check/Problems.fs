/// Lists of diagnostics, and results that carry them.
module Spindle.Dsl.Problems

open Spindle.Contracts

/// The problems of a result, none where it succeeded.
let ofResult (result: Result<'T, Diagnostic list>) : Diagnostic list =
    match result with
    | Ok _ -> []
    | Error problems -> problems

/// The results of all, or every problem.
let all (results: Result<'T, Diagnostic list> list) : Result<'T list, Diagnostic list> =
    match List.collect ofResult results with
    | [] -> Ok(List.choose Result.toOption results)
    | problems -> Error problems

/// Two results as one, or the problems of both.
let both (one: Result<'T, Diagnostic list>) (other: Result<'U, Diagnostic list>) : Result<'T * 'U, Diagnostic list> =
    match one, other with
    | Ok first, Ok second -> Ok(first, second)
    | _ -> Error(ofResult one @ ofResult other)

/// Each problem once, by place.
let sorted (problems: Diagnostic seq) : Diagnostic list =
    problems
    |> Seq.distinct
    |> Seq.sortBy (fun problem ->
        problem.Span.Path, problem.Span.Line, problem.Span.Column, problem.Code, problem.Message)
    |> List.ofSeq
