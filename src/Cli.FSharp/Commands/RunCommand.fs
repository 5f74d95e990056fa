/// `spindle run`: executes the steps whose result is not known, and says what came out.
module Spindle.Cli.RunCommand

open System
open System.Collections.Generic
open System.IO
open System.Text.Json.Nodes
open Argu
open Spindle.Execution
open Spindle.Plans
open Spindle.Reports
open Spindle.Store
open Spindle.Cli.Progress

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | Set of assignment: string
    | Only of name: string
    | Dry_Run
    | [<AltCommandLine("-j")>] Jobs of count: int
    | Device of name: string
    | Log of format: RunDisplay.LogFormat
    | Store of folder: string
    | Fail_Fast
    | No_Stat_Cache
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Experiment _ -> "the experiment, .yaml or .fsx"
            | Arguments.Set _ -> "a value to put in place of the file's, as trainings.standard.updates=200"
            | Arguments.Only _ -> "run this declaration or step and what it needs"
            | Arguments.Dry_Run -> "list what would run, and run nothing"
            | Arguments.Jobs _ -> "how many steps run at the same time (all cores)"
            | Arguments.Device _ -> "cpu, cuda, cuda:1 or auto (auto)"
            | Arguments.Log _ -> "how progress is told: live on a terminal, lines, or JSON lines"
            | Arguments.Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"
            | Arguments.Fail_Fast -> "stop at the first step that fails"
            | Arguments.No_Stat_Cache -> "read every input file anew, even one that looks unchanged"
            | Arguments.Json -> "print one JSON object about the run on standard output"

type Options = {
    Jobs: int
    Device: string
    Log: RunDisplay.LogFormat option
    Store: string option
    /// The ids of the steps to bring up to date; null for all.
    Only: IReadOnlySet<string> | null
    FailFast: bool
    Json: bool
    /// What `--set` put in place of the file's values; kept in the run's record.
    Assignments: string list
}

/// What else is to be known of a run.
let private details (options: Options) =
    let json = JsonObject()

    json["set"] <-
        JsonArray [|
            for assignment in options.Assignments -> JsonValue.Create assignment :> JsonNode | null
        |]

    json["device"] <- JsonValue.Create options.Device
    json["jobs"] <- JsonValue.Create options.Jobs
    json

/// Executes the steps whose result is not known; the exit code.
let run (study: Study.Study) (options: Options) : int =
    let root = StoreLocation.forExperiment study.Path options.Store
    let warnings = StoreWarnings()
    use store = ContentStore.Open(root, Action<StoreWarning> warnings.Tell)
    let folder = RunFolder.Create(store, TimeProvider.System)
    RegisteredExperiment.Register(store, study.Path, study.Plan.Experiment)
    folder.WriteJson("plan.json", PlanJson.Write study.Plan)
    folder.WriteJson("environment.json", Machine.Describe())

    let executor =
        LocalExecutor(
            study.Catalog,
            InProcessExecutor(study.Catalog, store),
            WorkerExecutor(store, WorkerCommand.command root study.Plugins, TimeSpan.FromSeconds 2.0)
        )

    let runOptions =
        RunOptions(
            Run = folder.Name,
            Jobs = options.Jobs,
            Device = options.Device,
            FailFast = options.FailFast,
            Only = options.Only,
            Files = study.Files
        )

    let log =
        options.Log
        |> Option.defaultValue (
            if Console.IsErrorRedirected then
                RunDisplay.Lines
            else
                RunDisplay.Live
        )

    let summary =
        use record =
            folder.Begin(study.Plan.Experiment, details options, TimeProvider.System)

        let summary =
            RunDisplay.show
                (Runner(store, executor, warnings))
                study.Plan
                runOptions
                log
                (RunRecording(record, study.Plan))

        (executor :> IAsyncDisposable).DisposeAsync().AsTask().Wait()
        store.Flush()

        record.End(
            if summary.Interrupted then
                RunState.Interrupted
            else
                RunState.Finished
        )

        summary

    let report = folder.File "report.html"

    let results =
        match options.Only with
        | null -> PlanResults.Of(summary, store)
        | _ -> PlanResults.Of(study.Plan, store)

    let content = ReportCommand.content study results (RunOutline.Of(folder, summary))

    folder.Write("report.html", ReportPage.Write content)

    if options.Json then
        Output.print [ CanonicalJson.Write(RunOutcome.json folder summary content.Verdicts report) ]
    elif log <> RunDisplay.LogFormat.Json then
        RunOutcome.write summary content.Verdicts report

    RunOutcome.exitCode summary content.Verdicts

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    let path = arguments.GetResult Arguments.Experiment
    let store = arguments.TryGetResult Arguments.Store

    let jobs =
        if arguments.Contains Arguments.Jobs then
            arguments.PostProcessResult(Arguments.Jobs, Wording.jobs)
        else
            Environment.ProcessorCount

    let device =
        if arguments.Contains Arguments.Device then
            arguments.PostProcessResult(Arguments.Device, Wording.device)
        else
            "auto"

    let assignments = arguments.PostProcessResults(Arguments.Set, Wording.assignment)

    let digests = Study.digests (arguments.Contains Arguments.No_Stat_Cache)

    Frame.withStudyBy digests path assignments (fun study ->
        match Selection.steps study.Plan (arguments.GetResults Arguments.Only) with
        | Error problem -> Frame.told (Error problem)
        | Ok only when arguments.Contains Arguments.Dry_Run ->
            PlanCommand.show study.Plan only (Frame.storeOf path store)
            Exit.done'
        | Ok only ->
            run study {
                Jobs = jobs
                Device = device
                Log = arguments.TryGetResult Arguments.Log
                Store = store
                Only = only
                FailFast = arguments.Contains Arguments.Fail_Fast
                Json = arguments.Contains Arguments.Json
                Assignments = assignments
            })
