/// Reads the command line, calls the command, and turns what the machine refuses into words.
module Spindle.Cli.Program

open System
open System.IO
open System.Reflection
open Argu
open Spindle.Cli.Arguments
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans
open Spindle.Store

let private version () =
    let found =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()

    match found with
    | null -> "unknown"
    | attribute -> attribute.InformationalVersion.Split('+')[0]

/// Does something with a study that loads, or tells what is wrong with it.
let private withStudy (path: string) (assignments: string list) (work: Study.Study -> int) =
    match Study.load path assignments with
    | Ok study -> work study
    | Error(source, problems) ->
        CheckCommand.tell path source problems
        Exit.invalid

/// The store of an experiment, to look into it: a question leaves no folder behind.
let private openStore (path: string) (given: string option) =
    ContentStore.Look(
        StoreLocation.forExperiment path given,
        fun warning -> Output.tell $"warning {warning.Code}: {warning.Message}"
    )

/// Prints what a command found; a problem is one with the words on the command line.
let private told (result: Result<string list, string>) =
    match result with
    | Ok lines ->
        Output.print lines
        Exit.done'
    | Error problem ->
        Output.tell $"spindle: {problem}"
        Exit.usage

let private plan (arguments: ParseResults<PlanArguments>) =
    let path = arguments.GetResult PlanArguments.Experiment

    withStudy path (arguments.PostProcessResults(PlanArguments.Set, Wording.assignment)) (fun study ->
        match RunCommand.selected study.Plan (arguments.GetResults PlanArguments.Only) with
        | Error problem -> told (Error problem)
        | Ok only when arguments.Contains PlanArguments.Json ->
            Output.print [ PlanCommand.json study.Plan only ]
            Exit.done'
        | Ok only ->
            PlanCommand.show study.Plan only (openStore path (arguments.TryGetResult PlanArguments.Store))
            Exit.done')

let private run (arguments: ParseResults<RunArguments>) =
    let path = arguments.GetResult RunArguments.Experiment
    let store = arguments.TryGetResult RunArguments.Store

    let jobs =
        if arguments.Contains Jobs then
            arguments.PostProcessResult(Jobs, Wording.jobs)
        else
            Environment.ProcessorCount

    let device =
        if arguments.Contains RunArguments.Device then
            arguments.PostProcessResult(RunArguments.Device, Wording.device)
        else
            "auto"

    let assignments = arguments.PostProcessResults(RunArguments.Set, Wording.assignment)

    withStudy path assignments (fun study ->
        if arguments.Contains Dry_Run then
            match RunCommand.selected study.Plan (arguments.GetResults RunArguments.Only) with
            | Error problem -> told (Error problem)
            | Ok only ->
                PlanCommand.show study.Plan only (openStore path store)
                Exit.done'
        else
            RunCommand.run study {
                Jobs = jobs
                Device = device
                Log = arguments.TryGetResult Log
                Store = store
                Only = arguments.GetResults RunArguments.Only
                FailFast = arguments.Contains Fail_Fast
                Json = arguments.Contains RunArguments.Json
                Assignments = assignments
            })

let private why (arguments: ParseResults<WhyArguments>) =
    let path, step = arguments.GetResult WhyArguments.Target

    withStudy path (arguments.PostProcessResults(WhyArguments.Set, Wording.assignment)) (fun study ->
        told (
            WhyCommand.lines study.Catalog study.Plan (openStore path (arguments.TryGetResult WhyArguments.Store)) step
        ))

let private show (arguments: ParseResults<ShowArguments>) =
    let path = arguments.GetResult ShowArguments.Experiment

    withStudy path (arguments.PostProcessResults(ShowArguments.Set, Wording.assignment)) (fun study ->
        let results =
            PlanResults.Of(study.Plan, openStore path (arguments.TryGetResult ShowArguments.Store))

        match arguments.TryGetResult Explain with
        | Some name -> told (ShowCommand.explain study.Plan results name)
        | None ->
            told (
                ShowCommand.probes study.Plan results (arguments.TryGetResult Name)
                |> Result.map (fun () -> [])
            ))

let private export (arguments: ParseResults<ExportArguments>) =
    let path, name = arguments.GetResult ExportArguments.Target

    withStudy path (arguments.PostProcessResults(ExportArguments.Set, Wording.assignment)) (fun study ->
        let results =
            PlanResults.Of(study.Plan, openStore path (arguments.TryGetResult ExportArguments.Store))

        let format = arguments.GetResult Format
        let file = arguments.GetResult ExportArguments.Output

        match ExportCommand.run study.Plan results name format file with
        | Ok line ->
            Output.tell line
            Exit.done'
        | Error problem -> told (Error problem))

let private report (arguments: ParseResults<ReportArguments>) =
    let path = arguments.GetResult ReportArguments.Experiment

    withStudy path (arguments.PostProcessResults(ReportArguments.Set, Wording.assignment)) (fun study ->
        let store = openStore path (arguments.TryGetResult ReportArguments.Store)
        ReportCommand.run study store (arguments.TryGetResult ReportArguments.Output))

let private convert (arguments: ParseResults<ConvertArguments>) =
    withStudy (arguments.GetResult ConvertArguments.Experiment) [] (fun study ->
        ConvertCommand.run study (arguments.TryGetResult ConvertArguments.Output))

let private withCatalog (plugins: string list) work =
    match Catalogs.withPlugins plugins with
    | Ok catalog -> told (work catalog)
    | Error(plugin, problem) -> told (Error $"{plugin}: {problem}")

let private store (arguments: ParseResults<StoreArguments>) =
    let folder =
        StoreLocation.beside Environment.CurrentDirectory (arguments.TryGetResult StoreArguments.Store)

    let store =
        ContentStore.Look(folder, fun warning -> Output.tell $"warning {warning.Code}: {warning.Message}")

    match arguments.GetSubCommand() with
    | Status status -> StoreCommand.status store (status.Contains StatusArguments.Json)
    | Verify verify -> StoreCommand.verify store (verify.Contains StatusArguments.Json)
    | Gc gc -> StoreCommand.collect store (gc.TryGetResult Keep_Runs) (gc.GetResult(Grace, 1.0)) (gc.Contains Delete)
    | StoreArguments.Store _ -> Exit.usage

let private dispatch (arguments: ParseResults<Arguments>) =
    match arguments.GetSubCommand() with
    | Check check ->
        CheckCommand.run
            (check.GetResult CheckArguments.Experiment)
            (check.PostProcessResults(CheckArguments.Set, Wording.assignment))
            (check.Contains CheckArguments.Json)
    | Plan arguments -> plan arguments
    | Run arguments -> run arguments
    | Why arguments -> why arguments
    | Diff diff ->
        let first, second = diff.GetResult Experiments
        DiffCommand.run first second (diff.TryGetResult DiffArguments.Store) (diff.Contains DiffArguments.Json)
    | Show arguments -> show arguments
    | Export arguments -> export arguments
    | Report arguments -> report arguments
    | Convert arguments -> convert arguments
    | Kinds kinds ->
        withCatalog (kinds.GetResults KindsArguments.Plugin) (fun catalog ->
            KindsCommand.run catalog (kinds.TryGetResult Kind) (kinds.Contains Markdown))
    | Schema schema ->
        withCatalog (schema.GetResults SchemaArguments.Plugin) (fun catalog ->
            Ok [ CanonicalJson.Write(Spindle.Dsl.JsonSchema.ofCatalog catalog) ])
    | Init init ->
        told (
            InitCommand.run (init.GetResult(Folder, "my-study"))
            |> Result.map List.singleton
        )
    | Arguments.Store arguments -> store arguments
    | Worker worker ->
        WorkerCommand.run (worker.GetResult WorkerArguments.Store) (worker.GetResults WorkerArguments.Plugin)
    | Version -> Exit.usage

[<EntryPoint>]
let main words =
    let parser =
        ArgumentParser.Create<Arguments>(programName = "spindle", checkStructure = false)

    try
        if words = [| "--version" |] then
            Output.print [ version () ]
            Exit.done'
        else
            dispatch (parser.ParseCommandLine words)
    with
    | :? ArguParseException as problem when problem.ErrorCode = ErrorCode.HelpText ->
        Output.print [ problem.Message ]
        Exit.done'
    | :? ArguParseException as problem ->
        Output.tell problem.Message
        Exit.usage
    | :? StoreException as problem ->
        Output.tellError problem.Code problem.Message problem.Hint
        Exit.machine
    | :? SpindleException as problem ->
        Output.tellError problem.Code problem.Message null
        Exit.machine
    | :? IOException as problem ->
        Output.tellError DiagnosticCodes.SystemRefused problem.Message null
        Exit.machine
    | :? UnauthorizedAccessException as problem ->
        Output.tellError DiagnosticCodes.SystemRefused problem.Message null
        Exit.machine
