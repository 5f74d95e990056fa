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
open Spindle.Cli.Pins
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
    | Keep_Going
    | Fail_Fast
    | Lock
    | Frozen
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
            | Arguments.Keep_Going -> "finish what does not depend on a step that fails (the default)"
            | Arguments.Fail_Fast -> "stop at the first step that fails"
            | Arguments.Lock -> "pin every result in the lock file beside the experiment"
            | Arguments.Frozen -> "fail where a result is not the one that the lock file pins"
            | Arguments.Json -> "print one JSON object about the run on standard output"

type Options = {
    Jobs: int
    Device: string
    Log: RunDisplay.LogFormat option
    Store: string option
    /// The ids of the steps to bring up to date; null for all.
    Only: IReadOnlySet<string> | null
    FailFast: bool
    Pinning: Pinning.Pinning
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
            Files = study.Files,
            Failures = FailureFiles folder
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
                folder.Location
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

    if not options.Json && log <> RunDisplay.LogFormat.Json then
        RunOutcome.write folder.Location summary content.Verdicts report

    let pinned = Pinning.atEnd study store summary options.Pinning

    if options.Json then
        let json = RunOutcome.json folder summary content.Verdicts report

        for name, value in pinned.Members do
            json[name] <- value

        Output.print [ CanonicalJson.Write json ]

    match RunOutcome.exitCode summary content.Verdicts with
    | code when code = Exit.done' && pinned.Fails -> Exit.invalid
    | code -> code

/// How the words treat the lock file; or what is wrong with them, or with the file.
let private pinning (path: string) (arguments: ParseResults<Arguments>) : Result<Pinning.Pinning, unit -> int> =
    let usage problem =
        Error(fun () -> Frame.told (Error problem))

    match arguments.Contains Arguments.Lock, arguments.Contains Arguments.Frozen with
    | false, false -> Ok Pinning.Free
    | true, true -> usage "--lock writes what --frozen compares with: take one of them"
    | true, false when arguments.Contains Arguments.Only -> usage "--lock pins every step: leave --only out"
    | true, false when arguments.Contains Arguments.Dry_Run -> usage "--lock pins results: leave --dry-run out"
    | true, false -> Ok Pinning.Lock
    | false, true ->
        match LockFile.read path with
        | Ok pinned -> Ok(Pinning.Frozen pinned)
        | Error(code, problem, hint) ->
            Error(fun () ->
                Output.tellError code problem hint
                Exit.invalid)

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

    Frame.withStudy path assignments (fun study ->
        match pinning path arguments, Selection.steps study.Plan (arguments.GetResults Arguments.Only) with
        | Error tell, _ -> tell ()
        | _, Error problem -> Frame.told (Error problem)
        | _ when
            arguments.Contains Arguments.Keep_Going
            && arguments.Contains Arguments.Fail_Fast
            ->
            Frame.told (Error "--keep-going and --fail-fast say the opposite of each other")
        | Ok pinning, Ok only ->
            let start = Pinning.atStart study only (Frame.storeOf path store) pinning

            if start.Fails then
                if arguments.Contains Arguments.Json then
                    Output.print [ CanonicalJson.Write(JsonObject(start.Members |> Seq.map KeyValuePair)) ]

                Exit.invalid
            elif arguments.Contains Arguments.Dry_Run then
                PlanCommand.show study.Plan only (Frame.storeOf path store)
                Exit.done'
            else
                run study {
                    Jobs = jobs
                    Device = device
                    Log = arguments.TryGetResult Arguments.Log
                    Store = store
                    Only = only
                    FailFast = arguments.Contains Arguments.Fail_Fast
                    Pinning = pinning
                    Json = arguments.Contains Arguments.Json
                    Assignments = assignments
                })
