/// What the experiments' files keep in a store.
module Spindle.Cli.StoreRoots

open System.Collections.Generic
open System.IO
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans
open Spindle.Store

/// What registered experiments keep.
type Registered = {
    Keys: Digest list
    /// The names of experiments that cannot be planned now: all that their runs reach is kept.
    Unread: string list
    /// Registrations whose file is gone: they keep nothing.
    Gone: RegisteredExperiment list
}

let private nothing = { Keys = []; Unread = []; Gone = [] }

let private warn (path: string) (why: string) =
    Output.tell $"warning {DiagnosticCodes.RootUnread}: {path} {why}; all that its runs reach is kept"

let private add (store: ContentStore) (found: Registered) (registered: RegisteredExperiment) =
    let unread why =
        warn registered.Path why

        {
            found with
                Unread = registered.Experiment :: found.Unread
        }

    if not (File.Exists registered.Path) then
        if registered.IsOfThisHost then
            {
                found with
                    Gone = registered :: found.Gone
            }
        else
            unread $"of {registered.Host} cannot be seen from here"
    else
        match Study.load registered.Path [] with
        | Ok study -> {
            found with
                Keys = List.ofSeq (PlanReach.Keys(study.Plan, store)) @ found.Keys
          }
        | Error _ -> unread "has a mistake (see 'spindle check')"

/// Plans every experiment that was run with a store, as its file stands now.
let registered (store: ContentStore) : Registered =
    RegisteredExperiment.List store |> Seq.fold (add store) nothing

/// The keys that the experiments of `--root` ask for; or the first that cannot be planned, with what is wrong with it.
let given (store: ContentStore) (paths: string list) (assignments: string list) =
    let load (path: string) =
        Study.load path assignments
        |> Result.map (fun study -> List.ofSeq (PlanReach.Keys(study.Plan, store)))
        |> Result.mapError (fun (source, problems) -> path, source, problems)

    let next found path =
        found
        |> Result.bind (fun keys -> load path |> Result.map (fun more -> more @ keys))

    List.fold next (Ok []) paths
