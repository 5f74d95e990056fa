/// A small world for the language: the toy kinds and a few files.
module Spindle.Tests.Dsl.Toys

open System
open System.IO
open System.Text
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Tests.Kinds

let catalog =
    let documentation () : Stream | null =
        File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Spindle.Tests.Kinds.xml"))

    KindCatalog.Of [| KindSource(typeof<Walk>.Assembly, Func<Stream | null> documentation) |]

/// The only files that there are.
let files =
    Map [ "diary.txt", String.replicate 64 "a"; "more.txt", String.replicate 64 "b" ]

let environment: Environment = {
    Catalog = catalog
    Digest =
        fun path ->
            match files.TryFind path with
            | Some digest -> Ok digest
            | None -> Error "there is no such file"
}

/// An experiment from YAML without its first two lines.
let experiment (body: string) : Experiment =
    let text = "spindle: 1\nexperiment: toys\n" + body

    match ExperimentReader.read "toys.yaml" (Encoding.UTF8.GetBytes text) with
    | experiment, [] -> experiment
    | _, problems -> failwith $"the text cannot be read: {problems}"

/// The problems of an experiment as `line:column code message (hint)`.
let problems (body: string) : string list = [
    for problem in Compile.check environment (experiment body) do
        let hint =
            match problem.Hint with
            | null -> ""
            | hint -> $" ({hint})"

        $"{problem.Span.Line}:{problem.Span.Column} {problem.Code} {problem.Message}{hint}"
]

let planOf (experiment: Experiment) =
    match Compile.plan environment experiment with
    | Ok plan -> plan
    | Error problems -> failwith $"the experiment is not sound: {problems}"

let plan (body: string) = planOf (experiment body)

let ids (plan: Spindle.Plans.Plan) = [ for step in plan.Steps -> step.Id ]

/// An experiment as one side of a comparison.
let side (experiment: Experiment) : Diff.Side = {
    Catalog = catalog
    Experiment = experiment
    Plan = planOf experiment
    Digest = environment.Digest
}
