/// `spindle store gc`: what nothing reaches any more, listed or deleted.
module Spindle.Cli.GcCommand

open System
open System.Collections.Generic
open System.Text.Json.Nodes
open Argu
open Spectre.Console
open Spindle.Execution
open Spindle.Plans
open Spindle.Store

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | Delete
    | Root of path: string
    | Set of assignment: string
    | Keep_Runs of count: int
    | Older_Than of time: string
    | Max_Size of size: string
    | Grace of time: string
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Delete -> "delete what the preview lists"
            | Arguments.Root _ -> "keep also what this experiment asks for"
            | Arguments.Set _ -> "a value to put in place of those of --root"
            | Arguments.Keep_Runs _ -> "keep what the last so many runs of every experiment reach (all)"
            | Arguments.Older_Than _ -> "of what nothing reaches, only what was not used for so long, as 30d"
            | Arguments.Max_Size _ ->
                "of what nothing reaches, the longest unused, until the store is so large, as 20GB"
            | Arguments.Grace _ -> "spare what is younger (1h)"
            | Arguments.Json -> "print JSON"

let private count (found: GarbageCollection) =
    found.Entries.Count
    + found.Blobs.Count
    + found.Runs.Count
    + found.Leavings.Count

let private resultJson (entry: GarbageEntry) =
    let json = JsonObject()
    json["key"] <- JsonValue.Create entry.Key.Hex
    json["step"] <- JsonValue.Create entry.Step
    json["operation"] <- JsonValue.Create entry.Operation
    json["seconds"] <- JsonValue.Create entry.Seconds

    json["experiments"] <- JsonArray [| for name in entry.Experiments -> JsonValue.Create name :> JsonNode | null |]

    json

let private shareJson (share: GarbageShare) =
    let json = JsonObject()
    json["experiment"] <- JsonValue.Create share.Experiment
    json["results"] <- JsonValue.Create share.Results
    json["bytes"] <- JsonValue.Create share.Bytes
    json["seconds"] <- JsonValue.Create share.Seconds
    json

let private array (items: JsonNode seq) =
    JsonArray [| for item in items -> item |]

let private json (found: GarbageCollection) (deleted: bool) =
    let json = JsonObject()
    json["deleted"] <- JsonValue.Create deleted
    json["results"] <- array [ for entry in found.Entries -> resultJson entry ]
    json["artifacts"] <- JsonValue.Create found.Blobs.Count

    json["runs"] <- JsonArray [| for run in found.Runs -> JsonValue.Create run.Name :> JsonNode | null |]

    json["leavings"] <- JsonValue.Create found.Leavings.Count
    json["bytes"] <- JsonValue.Create found.Bytes
    json["store_bytes"] <- JsonValue.Create found.StoreBytes
    json["seconds"] <- JsonValue.Create found.Seconds
    json["experiments"] <- array [ for share in found.Shares -> shareJson share ]
    json

/// What the deletion costs, experiment by experiment.
let private costs (found: GarbageCollection) =
    let table =
        Table().AddColumn("experiment").AddColumn(TableColumn("results").RightAligned())

    table.AddColumn(TableColumn("size").RightAligned()).AddColumn(TableColumn("to compute again").RightAligned())
    |> ignore

    for share in found.Shares do
        table.AddRow(
            Text(
                if share.Experiment = "" then
                    "(not known)"
                else
                    share.Experiment
            ),
            Text $"{share.Results}",
            Text(Output.size share.Bytes),
            Text(Output.time share.Seconds)
        )
        |> ignore

    (Output.data ()).Write table

let private tell (found: GarbageCollection) (limit: int64 option) =
    if found.Shares.Count > 0 then
        costs found

    Output.print [
        $"{found.Entries.Count} results, {found.Blobs.Count} artifacts, {found.Runs.Count} runs, {found.Leavings.Count} leavings: {Output.size found.Bytes} of {Output.size found.StoreBytes}"
        if found.Seconds > 0.0 then
            let whose =
                match found.Shares.Count with
                | 1 -> "this experiment"
                | count -> $"these {count} experiments"

            $"{whose} would recompute {Output.time found.Seconds}"
        match limit with
        | Some most when found.StoreBytes - found.Bytes > most ->
            $"{Output.size (found.StoreBytes - found.Bytes)} stay: runs, tags, registered experiments and what is young reach more than {Output.size most}"
        | _ -> ()
    ]

let private finish (store: ContentStore) (found: GarbageCollection) (arguments: ParseResults<Arguments>) limit =
    let asJson = arguments.Contains Arguments.Json

    if not asJson then
        tell found limit

    if arguments.Contains Arguments.Delete then
        let gone = found.Collect(store, TimeProvider.System)

        Output.print [
            if asJson then
                CanonicalJson.Write(json gone true)
            else
                $"deleted {gone.Entries.Count} results, {gone.Blobs.Count} artifacts, {gone.Runs.Count} runs, {gone.Leavings.Count} leavings: {Output.size gone.Bytes}"
        ]
    else
        Output.print [
            if asJson then
                CanonicalJson.Write(json found false)
            elif count found > 0 then
                "nothing is deleted without --delete"
        ]

    Exit.done'

/// The whole command.
let execute (store: ContentStore) (arguments: ParseResults<Arguments>) : int =
    let older =
        arguments.TryPostProcessResult(Arguments.Older_Than, Wording.time "--older-than")

    let limit =
        arguments.TryPostProcessResult(Arguments.Max_Size, Wording.size "--max-size")

    let grace = arguments.TryPostProcessResult(Arguments.Grace, Wording.time "--grace")

    let assignments = arguments.PostProcessResults(Arguments.Set, Wording.assignment)

    match StoreRoots.given store (arguments.GetResults Arguments.Root) assignments with
    | Error(path, source, problems) ->
        Mistakes.tell path source problems
        Exit.invalid
    | Ok roots ->
        let registered = StoreRoots.registered store
        let fixed' = HashSet(roots @ registered.Keys)

        let keep () : IReadOnlySet<Digest> =
            let keys = HashSet(PlanReach.OfRunning store)
            keys.UnionWith fixed'
            keys

        let rules =
            GarbageRules(
                Keep = Func<_> keep,
                KeepRuns = (arguments.TryGetResult Arguments.Keep_Runs |> Option.toNullable),
                KeepRunsOf = HashSet registered.Unread,
                Grace = Option.defaultValue (TimeSpan.FromHours 1.0) grace,
                OlderThan = Option.toNullable older,
                MostBytes = Option.toNullable limit
            )

        let found = GarbageCollection.Preview(store, rules, TimeProvider.System)
        let code = finish store found arguments limit

        if arguments.Contains Arguments.Delete then
            registered.Gone |> List.iter _.Forget(store)

        code
