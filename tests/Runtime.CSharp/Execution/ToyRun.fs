/// Plans of toy operations, run into a store of their own.
module Spindle.Tests.Execution.ToyRun

open System
open System.Collections.Concurrent
open System.Collections.Generic
open System.IO
open System.Text.Json.Nodes
open System.Threading
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans
open Spindle.Store
open Spindle.Tests.Kinds

let catalog =
    lazy (KindCatalog.Of [| KindSource(typeof<Coin>.Assembly, Func<Stream | null>(fun () -> null)) |])

/// A step with one record `out`; inputs are names with the ids of the steps that make them.
let step id operation (parameters: (string * JsonNode) list) (inputs: (string * string) list) =
    let json = JsonObject()

    for name, value in parameters do
        json[name] <- value

    let device =
        match catalog.Value.Operation operation with
        | null -> "none"
        | operation -> if operation.Tensors then "any" else "none"

    Step(
        id,
        operation,
        1,
        json,
        dict [ for name, producer in inputs -> name, ArtifactRef(producer, "out") ]
        |> Dictionary,
        [ OutputDeclaration("out", ArtifactType.Record) ],
        Resources(device, 1)
    )

let number (value: float) : JsonNode = JsonValue.Create value
let text (value: string) : JsonNode = nonNull (JsonValue.Create value)

let constant id value =
    step id "number/constant" [ "value", number value ] []

let next id input =
    step id "number/next" [] [ "in", input ]

let sum id left right =
    step id "number/sum" [] [ "left", left; "right", right ]

let plan steps = Plan("toys", steps, [], [])

/// The text of a value inside some JSON.
let textAt (path: string list) (json: JsonObject) =
    let inner (node: JsonNode) (name: string) = nonNull node[name]
    path |> List.fold inner json |> string

/// Collects events, and may do something at each.
type Recorder(react: RunEvent -> unit) =
    let events = List<RunEvent>()
    new() = Recorder ignore
    member _.Events = List.ofSeq events

    member recorder.Started =
        recorder.Events
        |> List.choose (function
            | :? StepStarted as started -> Some started.Step
            | _ -> None)

    interface IRunObserver with
        member _.On happened =
            events.Add happened
            react happened

/// A store in a folder that is removed at the end.
type Workshop() =
    // In memory where there is such a folder: a chain of 20 000 steps is 40 000 files, and the disk is not under test.
    let root =
        let parent =
            if Directory.Exists "/dev/shm" then
                "/dev/shm"
            else
                Path.GetTempPath()

        Path.Combine(parent, "spindle-tests", Guid.NewGuid().ToString "N")

    let warnings = StoreWarnings()
    let store = ContentStore.Open(root, Action<StoreWarning> warnings.Tell)
    member _.Root = root
    member _.Store = store

    member _.WorkerCommand =
        let assembly = typeof<Coin>.Assembly.Location
        WorkerCommand("dotnet", [ assembly; root ])

    member workshop.Run
        (steps: Step list, ?options: RunOptions, ?observer: IRunObserver, ?cancellation: CancellationToken)
        : RunSummary =
        let options = defaultArg options (RunOptions())

        task {
            let executor =
                new LocalExecutor(
                    catalog.Value,
                    new InProcessExecutor(catalog.Value, store),
                    new WorkerExecutor(store, workshop.WorkerCommand, options.Grace)
                )

            use _ = executor :> IAsyncDisposable

            return!
                Runner(store, executor, warnings)
                    .RunAsync(
                        plan steps,
                        options,
                        defaultArg observer (Recorder()),
                        defaultArg cancellation CancellationToken.None
                    )
        }
        |> _.GetAwaiter().GetResult()

    /// The number that a step of a run gave.
    member _.Number(summary: RunSummary, id: string) =
        let entry =
            summary.Steps |> Seq.find (fun result -> result.Step = id) |> _.Entry |> nonNull

        use content = store.Open entry.Outputs[0]

        (nonNull (JsonNode.Parse content.Memory.Span))["value"]
        |> nonNull
        |> _.GetValue<float>()

    interface IDisposable with
        member _.Dispose() = Directory.Delete(root, true)

let outcome (summary: RunSummary) id =
    summary.Steps |> Seq.find (fun result -> result.Step = id) |> _.Outcome

let outcomes (summary: RunSummary) = [ for result in summary.Steps -> result.Step, result.Outcome ]

let counts (summary: RunSummary) =
    summary.Executed, summary.Cached, summary.Failed, summary.Skipped

/// The digests of all artifacts of a run.
let digests (summary: RunSummary) = [
    for result in summary.Steps do
        for output in (nonNull result.Entry).Outputs do
            result.Step, output.Name, output.Digest.Hex
]
