/// `spindle diff`: two experiments compared by meaning, or the numbers of two runs.
module Spindle.Cli.DiffCommand

open System
open System.IO
open System.Text.Json.Nodes
open Argu
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Comparison
open Spindle.Dsl
open Spindle.Execution
open Spindle.Plans
open Spindle.Store
open Spindle.Cli.Diff

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Two of first: string * second: string
    | Results
    | Experiment of path: string
    | Relative of part: float
    | Absolute of difference: float
    | Store of folder: string
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Two _ ->
                "two experiments, the first of which may be a git revision of the second; or two runs: names as in the store, their beginnings, latest, latest~1"
            | Arguments.Results -> "also compare the numbers that both experiments have"
            | Arguments.Experiment _ -> "the experiment whose runs are meant, where a store has several"
            | Arguments.Relative _ -> "how far numbers may be apart, as a part of the larger one (1e-6)"
            | Arguments.Absolute _ -> "how far numbers may be apart in their own unit (0)"
            | Arguments.Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"
            | Arguments.Json -> "print the difference as JSON"

/// Whether a word is meant as an experiment's file; a run's name never looks like one.
let private isFile (word: string) =
    let extension = (string (Path.GetExtension word)).ToLowerInvariant()
    File.Exists word || List.contains extension [ ".yaml"; ".yml"; ".fsx" ]

/// The study that the first word means: a file, or the second file at a revision.
let private before (first: string) (second: string) : Result<Study.Study, string * string * Diagnostic list> =
    if isFile first then
        Study.load first []
        |> Result.mapError (fun (source, problems) -> first, source, problems)
    else
        match Revision.load first second with
        | Error problem ->
            let message = $"it is neither a file nor a git revision of {second}: {problem}"

            Error(
                first,
                "",
                [
                    Diagnostic.Error(DiagnosticCodes.MissingFile, SourceSpan(first, 0, 0), message)
                ]
            )
        | Ok study ->
            study
            |> Result.mapError (fun (source, problems) -> $"{first}:{second}", source, problems)

let private side (study: Study.Study) : Diff.Side = {
    Catalog = study.Catalog
    Experiment = study.Experiment
    Plan = study.Plan
    Digest = study.Digest
}

/// About how long some steps would take.
let private estimate (plan: Plan) (store: ContentStore) (ids: string list) =
    let times = StepTimes.Read store
    let wanted = Set.ofList ids

    plan.Steps
    |> Seq.filter (fun step -> wanted.Contains step.Id)
    |> Seq.sumBy (fun step -> times.Of step.Operation |> Option.ofNullable |> Option.defaultValue 0.0)

let private outlook (before: Study.Study) (after: Study.Study) (store: ContentStore) : ExperimentText.Outlook =
    let difference = Diff.compare (side before) (side after)
    let statuses = PlanStatus.Of(after.Plan, store)
    let isCached (status: StepStatus) = status.State = StepState.Cached
    let cached = statuses |> Seq.filter isCached |> Seq.map _.Step.Id |> Set.ofSeq

    {
        Difference = difference
        Cached = cached.Count
        Seconds =
            difference.Steps.Changed @ difference.Steps.Added
            |> List.filter (fun id -> not (cached.Contains id))
            |> estimate after.Plan store
    }

/// Compares two experiments, and their results where that is asked for; the exit code.
let private experiments (first: string) (second: string) (store: string option) (tolerance: Tolerance option) asJson =
    let after =
        Study.load second []
        |> Result.mapError (fun (source, problems) -> second, source, problems)

    match before first second, after with
    | Ok before, Ok after ->
        let content = Frame.storeOf second store
        let outlook = outlook before after content

        let results =
            tolerance
            |> Option.map (fun tolerance ->
                let earlier = if isFile first then Frame.storeOf first store else content

                ResultComparison.Of(ResultSet.Of(before.Plan, earlier), ResultSet.Of(after.Plan, content), tolerance))

        if asJson then
            let json = ExperimentText.json outlook

            results
            |> Option.iter (fun results -> json["results"] <- ResultText.json results)

            Output.print [ CanonicalJson.Write json ]
        else
            Output.print (ExperimentText.lines outlook)
            results |> Option.iter (ResultText.numbers >> Output.print)

        match results with
        | Some results when not results.NumbersAgree -> Exit.invalid
        | _ -> Exit.done'
    | before, after ->
        for failed in [ before; after ] do
            match failed with
            | Ok _ -> ()
            | Error(path, source, problems) -> Mistakes.tell path source problems

        Exit.invalid

/// The heading of two runs that are compared.
let private heading (first: RunFolder) (second: RunFolder) =
    $"the run {first.Name} → the run {second.Name}"

/// Compares the results of two runs; the exit code.
let private runs (store: ContentStore) (catalog: KindCatalog) experiment first second tolerance asJson : int =
    match RunNames.find store experiment first, RunNames.find store experiment second with
    | Error problem, _
    | _, Error problem ->
        Output.tellError DiagnosticCodes.NoSuchRun problem null
        Exit.usage
    | Ok one, Ok other ->
        try
            let difference =
                ResultComparison.Of(ResultSet.Of(one, store), ResultSet.Of(other, store), tolerance)

            if asJson then
                let json = ResultText.json difference
                json["before"] <- JsonValue.Create one.Name
                json["after"] <- JsonValue.Create other.Name
                Output.print [ CanonicalJson.Write json ]
            else
                Output.print [
                    heading one other
                    yield! ResultText.numbers difference
                    yield! ResultText.steps catalog difference
                ]

            if difference.NumbersAgree && difference.Uncompared.Count = 0 then
                Exit.done'
            else
                Exit.invalid
        with :? SpindleException as problem ->
            Output.tellError problem.Code problem.Message null
            Exit.invalid

let private tolerance (arguments: ParseResults<Arguments>) : Tolerance =
    let part (value: float) =
        if value >= 0.0 && Double.IsFinite value then
            value
        else
            failwith $"a tolerance is a number of at least 0, not {value}"

    let given values otherwise =
        values |> List.tryLast |> Option.defaultValue otherwise

    Tolerance(
        given (arguments.PostProcessResults(Arguments.Relative, part)) 1e-6,
        given (arguments.PostProcessResults(Arguments.Absolute, part)) 0.0
    )

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    let first, second = arguments.GetResult Arguments.Two
    let store = arguments.TryGetResult Arguments.Store
    let asJson = arguments.Contains Arguments.Json
    let tolerance = tolerance arguments

    match isFile second, arguments.TryGetResult Arguments.Experiment with
    | true, Some _ -> Frame.told (Error "--experiment says whose runs are meant, and these are two experiments")
    | true, None ->
        let results =
            if arguments.Contains Arguments.Results then
                Some tolerance
            else
                None

        experiments first second store results asJson
    | false, None -> runs (Frame.storeHere store) (Catalogs.own ()) None first second tolerance asJson
    | false, Some path ->
        Frame.withStudy path [] (fun study ->
            let store = Frame.storeOf path store
            runs store study.Catalog (Some study.Plan.Experiment) first second tolerance asJson)
