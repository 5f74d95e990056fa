/// `spindle verify`: computes stored results again in a scratch area, and says which do not repeat.
module Spindle.Cli.VerifyCommand

open System
open Argu
open Spindle.Execution
open Spindle.Plans
open Spindle.Store

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | Fraction of part: float
    | Seed of number: int64
    | Only of name: string
    | Set of assignment: string
    | [<AltCommandLine("-j")>] Jobs of count: int
    | Device of name: string
    | Store of folder: string
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Experiment _ -> "the experiment, .yaml or .fsx"
            | Arguments.Fraction _ -> "the part of the results to compute again, above 0 and up to 1 (1)"
            | Arguments.Seed _ -> "which part that is (0)"
            | Arguments.Only _ -> "only the results of this declaration, member or step"
            | Arguments.Set _ -> "a value to put in place of the file's, as trainings.standard.updates=200"
            | Arguments.Jobs _ -> "how many steps run at the same time (all cores)"
            | Arguments.Device _ -> "cpu, cuda, cuda:1 or auto (auto)"
            | Arguments.Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"
            | Arguments.Json -> "print one JSON object on standard output"

/// Computes the chosen results again.
let private recompute (study: Study.Study) store all (chosen: StepStatus seq) (options: RunOptions) =
    use scratch = ScratchStore.Create store

    let executor =
        LocalExecutor(
            study.Catalog,
            InProcessExecutor(study.Catalog, scratch.Store),
            WorkerExecutor(scratch.Store, WorkerCommand.command scratch.Store.Root study.Plugins, options.Grace)
        )

    Interruption.during (fun () -> Output.tell "stopping") (fun cancellation ->
        task {
            use _ = executor :> IAsyncDisposable

            return!
                Recomputer(store, scratch, executor)
                    .RunAsync(
                        all,
                        Array.ofSeq chosen,
                        options,
                        Action<RecomputedStep> RecomputationText.tell,
                        cancellation
                    )
        }
        |> _.GetAwaiter().GetResult())

let private fraction (part: float) : float =
    if not (part > 0.0 && part <= 1.0) then
        failwith $"--fraction takes a number above 0 and up to 1, not {part}"

    part

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    let path = arguments.GetResult Arguments.Experiment

    let given (results: 'T list) otherwise =
        results |> List.tryLast |> Option.defaultValue otherwise

    let part = given (arguments.PostProcessResults(Arguments.Fraction, fraction)) 1.0
    let seed = arguments.GetResult(Arguments.Seed, 0L)

    let jobs =
        given (arguments.PostProcessResults(Arguments.Jobs, Wording.jobs)) Environment.ProcessorCount

    let device =
        given (arguments.PostProcessResults(Arguments.Device, Wording.device)) "auto"

    Frame.withStudy path (arguments.PostProcessResults(Arguments.Set, Wording.assignment)) (fun study ->
        match Selection.steps study.Plan (arguments.GetResults Arguments.Only) with
        | Error problem -> Frame.told (Error problem)
        | Ok only ->
            let store = Frame.storeOf path (arguments.TryGetResult Arguments.Store)
            let all = PlanStatus.Of(study.Plan, store)

            let meant =
                all
                |> Seq.filter (fun status -> isNull (box only) || (nonNull only).Contains status.Step.Id)
                |> List.ofSeq

            let finished = RecomputationSample.Of(meant, 1.0, seed)
            let chosen = RecomputationSample.Of(meant, part, seed)

            try
                let options = RunOptions(Jobs = jobs, Device = device, Files = study.Files)

                let found: RecomputationText.Found = {
                    Steps = recompute study store all chosen options |> List.ofSeq
                    Finished = finished.Count
                    Unfinished = meant |> List.filter (fun status -> isNull (box status.Entry)) |> List.length
                }

                if arguments.Contains Arguments.Json then
                    Output.print [ CanonicalJson.Write(RecomputationText.json found) ]
                else
                    Output.print [
                        yield! List.collect RecomputationText.lines found.Steps
                        RecomputationText.summary found
                    ]

                RecomputationText.exitCode found
            with :? OperationCanceledException ->
                Exit.interrupted)
