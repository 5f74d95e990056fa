/// `spindle store pull`: takes the results of an experiment from a remote.
module Spindle.Cli.PullCommand

open System
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
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | Remote of url: string
    | Set of assignment: string
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Experiment _ -> "the experiment whose results are taken, .yaml or .fsx"
            | Arguments.Remote _ -> "http://, https:// or s3://, instead of SPINDLE_REMOTE"
            | Arguments.Set _ -> "a value to put in place of the file's"
            | Arguments.Json -> "print JSON"

let private json (outcome: PullOutcome) =
    let json = JsonObject()
    json["fetched"] <- JsonValue.Create outcome.Fetched
    json["already_here"] <- JsonValue.Create outcome.Here
    json["not_there"] <- JsonValue.Create outcome.Missing
    json["unknown"] <- JsonValue.Create outcome.Waiting
    json["refused"] <- JsonValue.Create outcome.Refused
    json["artifacts"] <- JsonValue.Create outcome.Artifacts
    json["bytes"] <- JsonValue.Create outcome.Bytes
    json

let private run (study: Study.Study) (given: string option) (address: RemoteAddress) (asJson: bool) =
    use store =
        ContentStore.Open(StoreLocation.forExperiment study.Path given, Action<StoreWarning> Frame.warn)

    use remote = address.Open RemoteLimits.Patient
    let pull = PlanPull(study.Plan, store, remote, RemoteLimits.Patient, Frame.warn)

    match TransferDisplay.show "fetching" (fun progress ending -> pull.FetchAsync(progress, ending)) with
    | None -> Exit.interrupted
    | Some outcome ->
        Output.print [
            if asJson then
                CanonicalJson.Write(json outcome)
            else
                $"fetched {outcome.Fetched} results, {outcome.Artifacts} artifacts, {Output.size outcome.Bytes} from {remote.Name}; {outcome.Here} results were here"

                if outcome.Missing > 0 then
                    $"{outcome.Missing} results are not there; {outcome.Waiting} further steps depend on them"

                if outcome.Refused > 0 then
                    $"{outcome.Refused} results were refused: they are not what was asked for"
        ]

        if outcome.Refused > 0 then Exit.machine else Exit.done'

/// The whole command.
let execute (given: string option) (arguments: ParseResults<Arguments>) : int =
    match RemoteLocation.require (arguments.TryGetResult Arguments.Remote) with
    | Error problem -> Frame.told (Error problem)
    | Ok address ->
        Frame.withStudy
            (arguments.GetResult Arguments.Experiment)
            (arguments.PostProcessResults(Arguments.Set, Wording.assignment))
            (fun study -> run study given address (arguments.Contains Arguments.Json))
