/// Which remote a command asks: `--remote`, else SPINDLE_REMOTE.
module Spindle.Cli.RemoteLocation

open System
open Spindle.Store.Remotes

/// The remote that is meant; none where nobody names one, or what is wrong with its address. The address is never repeated:
/// it could hold a password.
let find (given: string option) : Result<RemoteAddress option, string> =
    let read (origin: string) (text: string) =
        try
            Ok(Some(RemoteAddress.Parse text))
        with :? FormatException as problem ->
            Error $"{origin}: {problem.Message}"

    match given with
    | Some text -> read "--remote" text
    | None ->
        match Environment.GetEnvironmentVariable "SPINDLE_REMOTE" with
        | null
        | "" -> Ok None
        | text -> read "SPINDLE_REMOTE" text

/// The remote of a command that is nothing without one.
let require (given: string option) : Result<RemoteAddress, string> =
    find given
    |> Result.bind (function
        | Some address -> Ok address
        | None -> Error "name a remote with --remote or SPINDLE_REMOTE")
