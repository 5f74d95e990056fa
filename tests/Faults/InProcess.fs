/// The study of the campaigns, run within this process: a fault then costs milliseconds.
module Spindle.Tests.Faults.InProcess

open System
open System.Collections.Generic
open System.IO
open System.Text.Json.Nodes
open System.Threading
open Spindle.Execution
open Spindle.Execution.Reasons
open Spindle.Plans
open Spindle.Store
open Spindle.Cli
open Spindle.Cli.Progress
open Spindle.Tests.EndToEnd

/// The study, planned.
let study =
    lazy
        (use folder = new Command.Folder()
         folder.Write("study.yaml", Cloth.text 1 6 8 0 0)

         match Study.load (folder.File "study.yaml") [] with
         | Ok study -> study
         | Error(_, problems) -> failwith $"{problems}")

/// What a run gave.
type Ran = {
    /// The codes of what the store told.
    Told: string list
    /// The digest of each output, of the very bytes that are read back.
    Digests: Map<string, string>
    Executed: int
}

/// Runs the study on a store as a fresh process would, record and all.
let run (root: string) =
    let plan, catalog = study.Value.Plan, study.Value.Catalog
    let told = List<string>()
    let warnings = StoreWarnings()
    use store = ContentStore.Open(root, fun warning -> warnings.Tell warning)

    let listening = {
        new IRunObserver with
            member _.On happened =
                match happened with
                | :? StoreWarningRaised as warning -> told.Add warning.Code
                | _ -> ()
    }

    let folder = RunFolder.Create(store, TimeProvider.System)
    folder.WriteJson("plan.json", PlanJson.Write plan)
    use writer = folder.Begin(plan.Experiment, JsonObject(), TimeProvider.System)

    let summary =
        Runner(store, InProcessExecutor(catalog, store), warnings)
            .RunAsync(
                plan,
                RunOptions(Run = folder.Name, Jobs = 2),
                RunObservers [| RunRecording(writer, plan); listening |],
                CancellationToken.None
            )
            .GetAwaiter()
            .GetResult()

    store.Flush()
    writer.End RunState.Finished

    {
        Told = List.ofSeq told
        Executed = summary.Executed
        Digests =
            Map.ofSeq (
                seq {
                    for step in summary.Steps do
                        match step.Entry with
                        | null ->
                            match step.Failure with
                            | null -> ()
                            | failure -> raise (StepFailedException failure)
                        | entry ->
                            for output in entry.Outputs do
                                use content = store.Open output
                                let bytes = content.Memory
                                $"{step.Step}/{output.Name}", Digest.Of(bytes.Span).Hex
                }
            )
    }

/// Asks everything that looks into a store without running.
let ask (root: string) =
    let told = List<string>()

    let store =
        ContentStore.Look(root, (fun warning -> lock told (fun () -> told.Add warning.Code)))

    StoreStatus.Of store |> ignore
    StepTimes.Read store |> ignore
    let statuses = PlanStatus.Of(study.Value.Plan, store)

    let explanation =
        StepExplanation(study.Value.Plan, statuses, store, StepExplanation.ManyRuns)

    for step in study.Value.Plan.Steps |> Seq.truncate 5 do
        explanation.Of step.Id |> ignore

    for run in RunFolder.List store do
        run.ReadHeader() |> ignore
        run.ReadSteps() |> ignore

    GarbageCollection.Preview(store, GarbageRules(KeepRuns = Nullable 1), TimeProvider.System)
    |> ignore

    List.ofSeq told

/// Reads the whole store; what is found, and the codes of what is told.
let verify (root: string) =
    let store, told = Cloth.openStore root
    use store = store
    let found = StoreVerification.Of(store, CancellationToken.None)
    found, List.ofSeq told

/// Keeps the latest records only: a campaign would otherwise become slower with each fault.
let forgetRuns (root: string) =
    for old in RunFolder.List(ContentStore.Look root) |> Seq.indexed do
        if fst old >= 3 then
            Directory.Delete((snd old).Location, true)
