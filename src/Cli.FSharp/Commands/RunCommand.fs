/// `spindle run`: executes the steps whose result is not known, and says what came out.
module Spindle.Cli.RunCommand

open System
open System.Collections.Generic
open System.IO
open System.Text.Json.Nodes
open System.Threading
open Spectre.Console
open Spindle.Execution
open Spindle.Plans
open Spindle.Reports
open Spindle.Store
open Spindle.Cli.Arguments
open Spindle.Cli.Progress

type Options = {
    Jobs: int
    Device: string
    Log: LogFormat option
    Store: string option
    Only: string list
    FailFast: bool
    Json: bool
    /// What `--set` put in place of the file's values; kept in the run's record.
    Assignments: string list
}

/// The steps that a name of a declaration, a member or a step stands for.
let selected (plan: Plan) (names: string list) : Result<IReadOnlySet<string> | null, string> =
    let matches (name: string) (step: Step) =
        let inside (section: string) =
            let rest = $"{section}/{name}"

            step.Id = rest
            || step.Id.StartsWith(rest + "/")
            || step.Id.StartsWith(rest + "[")

        step.Id = name
        || List.exists inside [ "tasks"; "recordings"; "models"; "probes"; "figures/probes" ]

    let chosen = HashSet<string>()

    let missing =
        names
        |> List.filter (fun name ->
            let steps = plan.Steps |> Seq.filter (matches name) |> List.ofSeq
            steps |> List.iter (fun step -> chosen.Add step.Id |> ignore)
            steps.IsEmpty)

    match missing, names with
    | name :: _, _ -> Error $"no declaration, member or step is called '{name}'"
    | [], [] -> Ok null
    | [], _ -> Ok chosen

let private stopping = "stopping; what is finished is kept"

/// Runs the plan with a display, and asks for an end at Ctrl-C and at SIGTERM.
let private execute (runner: Runner) (plan: Plan) (options: RunOptions) (log: LogFormat) (record: IRunObserver) =
    use cancellation = new CancellationTokenSource()
    let display = LiveDisplay(Output.messages ())

    let stop (context: System.Runtime.InteropServices.PosixSignalContext) =
        context.Cancel <- true

        match log with
        | Live -> display.Say stopping
        | Lines -> Output.tell stopping
        | LogFormat.Json -> ()

        cancellation.Cancel()

    use _ =
        System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGINT,
            stop
        )

    use _ =
        System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGTERM,
            stop
        )

    let run (reader: IRunObserver) =
        let readers = RunObservers [| reader; record |]
        runner.RunAsync(plan, options, readers, cancellation.Token).GetAwaiter().GetResult()

    match log with
    | Live -> display.While(fun () -> run display)
    | Lines -> run (PlainLines Console.Error)
    | LogFormat.Json -> run (JsonLines Console.Error)

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
    match selected study.Plan options.Only with
    | Error problem ->
        Output.tell $"spindle: {problem}"
        Exit.usage
    | Ok only ->
        let root = StoreLocation.forExperiment study.Path options.Store
        let warnings = StoreWarnings()
        use store = ContentStore.Open(root, Action<StoreWarning> warnings.Tell)
        let folder = RunFolder.Create(store, TimeProvider.System)
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
                Only = only,
                Files = study.Files
            )

        let log =
            options.Log
            |> Option.defaultValue (if Console.IsErrorRedirected then Lines else Live)

        let summary =
            use record =
                folder.Begin(study.Plan.Experiment, details options, TimeProvider.System)

            let summary =
                execute (Runner(store, executor, warnings)) study.Plan runOptions log (RunRecording(record, study.Plan))

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

        let content =
            ReportCommand.content study (PlanResults.Of(study.Plan, store)) (RunOutline.Of(folder, summary))

        folder.Write("report.html", ReportPage.Write content)

        if options.Json then
            Output.print [ CanonicalJson.Write(RunOutcome.json folder summary content.Verdicts report) ]
        elif log <> LogFormat.Json then
            RunOutcome.write summary content.Verdicts report

        RunOutcome.exitCode summary content.Verdicts
