/// `spindle run`: executes the steps whose result is not known, and says what came out.
module Spindle.Cli.RunCommand

open System
open System.Collections.Generic
open System.Text.Json.Nodes
open Argu
open Spindle.Contracts
open Spindle.Execution
open Spindle.Execution.Reasons
open Spindle.Plans
open Spindle.Reports
open Spindle.Store
open Spindle.Store.Remotes
open Spindle.Cli.Pins
open Spindle.Cli.Progress
open Spindle.Cli.RunWords

/// What else is to be known of a run.
let private details (options: Options) (numerics: Numerics) =
    let json = JsonObject()

    json["set"] <-
        JsonArray [|
            for assignment in options.Assignments -> JsonValue.Create assignment :> JsonNode | null
        |]

    json["device"] <- JsonValue.Create options.Device
    json["jobs"] <- JsonValue.Create options.Jobs

    match numerics.Class with
    | null -> ()
    | device -> json["numerics"] <- device.DeepClone()

    options.Remote
    |> Option.iter (fun remote -> json["remote"] <- JsonValue.Create remote.Name)

    json

/// The remote that a run asks, if any.
let private openRemote (store: ContentStore) (warnings: StoreWarnings) (options: Options) : RunRemote | null =
    match options.Remote with
    | None -> null
    | Some address ->
        let limits = RemoteLimits.Brief
        new RunRemote(store, address.Open limits, limits, options.RemotePush, Action<StoreWarning> warnings.Tell)

/// Executes the plan, and keeps the record of it.
let private executed
    (study: Study.Study)
    (store: ContentStore)
    (folder: RunFolder)
    warnings
    options
    (runOptions: RunOptions)
    log
    =
    let executor =
        LocalExecutor(
            study.Catalog,
            InProcessExecutor(study.Catalog, store),
            WorkerExecutor(store, WorkerCommand.command store.Root study.Plugins, TimeSpan.FromSeconds 2.0)
        )

    use record =
        folder.Begin(study.Plan.Experiment, details options runOptions.Numerics, TimeProvider.System)

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

/// What a run has come to.
type private Outcome = {
    Folder: RunFolder
    Summary: RunSummary
    Content: ReportContent
}

/// An artifact that only the report reads may be the first time that its damage is seen: then the step that makes it runs again.
let private mostRepairs = 2

/// Executes the steps whose result is not known, and reads what the report shows.
let rec private bringUpToDate
    (study: Study.Study)
    (store: ContentStore)
    warnings
    options
    (runOptions: RunOptions)
    log
    repairs
    =
    let folder = RunFolder.Create(store, TimeProvider.System)
    folder.WriteJson("plan.json", PlanJson.Write study.Plan)
    folder.WriteJson("environment.json", Machine.Describe())
    let reasons = RunReasons(study.Catalog, store, study.Plan.Experiment, folder.Name)

    let runOptions = runOptions.With(folder.Name, reasons, FailureFiles folder)

    let summary = executed study store folder warnings options runOptions log

    let results =
        match runOptions.Only with
        | null -> PlanResults.Of(summary, store)
        | _ -> PlanResults.Of(study.Plan, store, runOptions.Numerics)

    let content = ReportCommand.content study results (RunOutline.Of(folder, summary))

    if content.Damaged.Count > 0 && repairs > 0 && not summary.Interrupted then
        for damage in content.Damaged do
            Output.tell $"warning {DiagnosticCodes.BlobDamaged}: {damage}; the step that makes it runs again"

        bringUpToDate study store warnings options runOptions log (repairs - 1)
    else
        folder.Write("report.html", ReportPage.Write content)

        {
            Folder = folder
            Summary = summary
            Content = content
        }

/// Brings a study up to date and says what came out; the exit code.
let private run
    (study: Study.Study)
    (options: Options)
    (numerics: Numerics)
    (only: IReadOnlySet<string> | null)
    (pinning: Pinning.Pinning)
    =
    let warnings = StoreWarnings()

    use store =
        ContentStore.Open(StoreLocation.forExperiment study.Path options.Store, Action<StoreWarning> warnings.Tell)

    use remote = openRemote store warnings options
    RegisteredExperiment.Register(store, study.Path, study.Plan.Experiment)

    let runOptions =
        RunOptions(
            Jobs = options.Jobs,
            Device = options.Device,
            Numerics = numerics,
            FailFast = options.FailFast,
            Only = only,
            Files = study.Files,
            Remote = remote
        )

    let log =
        options.Log
        |> Option.defaultValue (
            if Console.IsErrorRedirected then
                RunDisplay.Lines
            else
                RunDisplay.Live
        )

    let outcome = bringUpToDate study store warnings options runOptions log mostRepairs
    let report = outcome.Folder.File "report.html"

    if not options.Json && log <> RunDisplay.Json then
        RunOutcome.write outcome.Folder.Location outcome.Summary outcome.Content.Verdicts report

    let pinned = Pinning.atEnd study store outcome.Summary pinning

    if options.Json then
        let json =
            RunOutcome.json outcome.Folder outcome.Summary outcome.Content.Verdicts report

        for name, value in pinned.Members do
            json[name] <- value

        Output.print [ CanonicalJson.Write json ]

    match RunOutcome.exitCode outcome.Summary outcome.Content.Verdicts with
    | code when code = Exit.done' && pinned.Fails -> Exit.invalid
    | code -> code

/// Runs a study unless it departs from its lock file before anything has run.
let private runPinned
    (study: Study.Study)
    (options: Options)
    (dryRun: bool)
    (only: IReadOnlySet<string> | null)
    pinning
    =
    let look () = Frame.storeOf study.Path options.Store

    let numerics =
        NumericsChoice.resolve study (look ()) (Some options.Device) options.Numerics

    let start = Pinning.atStart study only (look ()) numerics pinning

    if start.Fails then
        if options.Json then
            Output.print [ CanonicalJson.Write(JsonObject(start.Members |> Seq.map KeyValuePair)) ]

        Exit.invalid
    elif dryRun then
        PlanCommand.show study only (look ()) numerics
        Exit.done'
    else
        run study options numerics only pinning

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    match options arguments with
    | Error problem -> Frame.told (Error problem)
    | Ok options ->
        let path = arguments.GetResult Arguments.Experiment

        Frame.withStudyBy (StudyFiles.reading options.NoStatCache) path options.Assignments (fun study ->
            match Selection.steps study.Plan options.Only, Pinning.ofLock path options.Lock with
            | Error problem, _ -> Frame.told (Error problem)
            | _, Error(code, problem, hint) ->
                Output.tellError code problem hint
                Exit.invalid
            | Ok only, Ok pinning -> runPinned study options (arguments.Contains Arguments.Dry_Run) only pinning)
