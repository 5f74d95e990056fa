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

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Store _ -> "the store, instead of SPINDLE_STORE or .spindle here"
            | Arguments.Status _ -> "what the store holds"
            | Arguments.Verify _ -> "read everything and set aside what is damaged"
            | Arguments.Gc _ -> "list, or delete, what nothing reaches any more"

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    let store =
        Frame.look (StoreLocation.beside Environment.CurrentDirectory (arguments.TryGetResult Arguments.Store))

    match arguments.GetSubCommand() with
    | Arguments.Status status -> StatusCommand.execute store status
    | Arguments.Verify verify -> StoreVerifyCommand.execute store verify
    | Arguments.Gc gc -> GcCommand.execute store gc
    | Arguments.Store _ -> Exit.usage
