/// `spindle store gc`: what nothing reaches any more, listed or deleted.
module Spindle.Cli.GcCommand

open System
open Argu
open Spindle.Store

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | Delete
    | Grace of hours: float
    | Keep_Runs of count: int

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Delete -> "delete what the preview lists"
            | Arguments.Grace _ -> "spare what is younger than so many hours (1)"
            | Arguments.Keep_Runs _ -> "keep what the last so many runs of every experiment reach (all)"

/// Lists what nothing reaches any more, and deletes it where that is wanted.
let private run (store: ContentStore) (keepRuns: int option) (hours: float) (delete: bool) =
    let keep = keepRuns |> Option.map Nullable |> Option.defaultValue (Nullable())

    let found =
        GarbageCollection.Preview(
            store,
            GarbageRules(KeepRuns = keep, Grace = TimeSpan.FromHours hours),
            TimeProvider.System
        )

    Output.print [
        $"{found.Entries.Count} results, {found.Blobs.Count} artifacts, {found.Runs.Count} runs, {found.Leavings.Count} leavings: {Output.size found.Bytes}"
        if found.Seconds > 0.0 then
            $"computing them again would take {Output.time found.Seconds}"
    ]

    if delete then
        let gone = found.Collect(store, TimeProvider.System)
        Output.print [ $"deleted {Output.size gone.Bytes}" ]
    elif
        found.Blobs.Count
        + found.Entries.Count
        + found.Runs.Count
        + found.Leavings.Count
            >
            0
    then
        Output.print [ "nothing is deleted without --delete" ]

    Exit.done'

/// The whole command.
let execute (store: ContentStore) (arguments: ParseResults<Arguments>) : int =
    run
        store
        (arguments.TryGetResult Arguments.Keep_Runs)
        (arguments.GetResult(Arguments.Grace, 1.0))
        (arguments.Contains Arguments.Delete)
