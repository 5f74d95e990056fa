/// `spindle store push`: sends results to a remote.
module Spindle.Cli.PushCommand

open System
open System.Collections.Generic
open System.Text.Json.Nodes
open Argu
open Spindle.Cli.Progress
open Spindle.Execution
open Spindle.Plans
open Spindle.Store
open Spindle.Store.Remotes

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; Unique>] Experiment of path: string
    | All
    | Remote of url: string
    | Set of assignment: string
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Experiment _ -> "the experiment whose results are sent, .yaml or .fsx"
            | Arguments.All -> "send all results of the store instead"
            | Arguments.Remote _ -> "http://, https:// or s3://, instead of SPINDLE_REMOTE"
            | Arguments.Set _ -> "a value to put in place of the file's"
            | Arguments.Json -> "print JSON"

let private json (outcome: PushOutcome) (absent: int) =
    let json = JsonObject()
    json["sent"] <- JsonValue.Create outcome.Sent
    json["already_there"] <- JsonValue.Create outcome.There
    json["not_here"] <- JsonValue.Create absent
    json["lost"] <- JsonValue.Create outcome.Lost
    json["artifacts"] <- JsonValue.Create outcome.Artifacts
    json["bytes"] <- JsonValue.Create outcome.Bytes
    json

/// Sends the results of some keys, and says what was sent.
let private send
    (store: ContentStore)
    (address: RemoteAddress)
    (asJson: bool)
    (absent: int)
    (keys: IReadOnlyCollection<Digest>)
    =
    use remote = address.Open RemoteLimits.Patient
    let push = StorePush(store, remote, RemoteLimits.Patient, Frame.warn)

    match TransferDisplay.show "sending" (fun progress ending -> push.SendAsync(keys, progress, ending)) with
    | None -> Exit.interrupted
    | Some outcome ->
        Output.print [
            if asJson then
                CanonicalJson.Write(json outcome absent)
            else
                $"sent {outcome.Sent} results, {outcome.Artifacts} artifacts, {Output.size outcome.Bytes} to {remote.Name}; {outcome.There} results were there"

                if absent > 0 then
                    $"{absent} steps have no result here yet"

                if outcome.Lost > 0 then
                    $"{outcome.Lost} results miss an artifact here and were not sent"
        ]

        if outcome.Lost > 0 then Exit.machine else Exit.done'

/// The whole command.
let execute (given: string option) (arguments: ParseResults<Arguments>) : int =
    let asJson = arguments.Contains Arguments.Json

    match
        RemoteLocation.require (arguments.TryGetResult Arguments.Remote),
        arguments.TryGetResult Arguments.Experiment,
        arguments.Contains Arguments.All
    with
    | Error problem, _, _ -> Frame.told (Error problem)
    | Ok address, None, true ->
        let store = Frame.look (StoreLocation.beside Environment.CurrentDirectory given)
        send store address asJson 0 (StorePush.AllOf store)
    | Ok address, Some path, false ->
        Frame.withStudy path (arguments.PostProcessResults(Arguments.Set, Wording.assignment)) (fun study ->
            let store = Frame.storeOf path given

            let keys = [|
                for status in PlanStatus.Of(study.Plan, store) do
                    match status.Entry with
                    | null -> ()
                    | entry -> entry.Key
            |]

            send store address asJson (study.Plan.Steps.Count - keys.Length) (Array.distinct keys))
    | Ok _, _, _ -> Frame.told (Error "name an experiment, or --all")
