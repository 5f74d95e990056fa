/// `spindle store`: the commands that look after a store.
module Spindle.Cli.StoreCommand

open System
open Argu

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<Inherit>] Store of folder: string
    | [<CliPrefix(CliPrefix.None)>] Status of ParseResults<StatusCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Verify of ParseResults<StoreVerifyCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Gc of ParseResults<GcCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Push of ParseResults<PushCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Pull of ParseResults<PullCommand.Arguments>

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Store _ -> "the store, instead of SPINDLE_STORE or .spindle here or beside the experiment"
            | Arguments.Status _ -> "what the store holds"
            | Arguments.Verify _ -> "read everything and set aside what is damaged"
            | Arguments.Gc _ -> "list, or delete, what nothing reaches any more"
            | Arguments.Push _ -> "send results to a remote"
            | Arguments.Pull _ -> "take the results of an experiment from a remote"

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    let given = arguments.TryGetResult Arguments.Store

    let store =
        Frame.look (StoreLocation.beside Environment.CurrentDirectory given)

    match arguments.GetSubCommand() with
    | Arguments.Status status -> StatusCommand.execute store status
    | Arguments.Verify verify -> StoreVerifyCommand.execute store verify
    | Arguments.Gc gc -> GcCommand.execute store gc
    | Arguments.Push push -> PushCommand.execute given push
    | Arguments.Pull pull -> PullCommand.execute given pull
    | Arguments.Store _ -> Exit.usage
