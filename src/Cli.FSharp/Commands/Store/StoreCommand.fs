/// `spindle store`: the commands that look after a store.
module Spindle.Cli.StoreCommand

open Argu

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<Inherit>] Store of folder: string
    | [<CliPrefix(CliPrefix.None)>] Status of ParseResults<StatusCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Verify of ParseResults<StoreVerifyCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Gc of ParseResults<GcCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Tag of ParseResults<TagCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Untag of ParseResults<TagCommand.UntagArguments>
    | [<CliPrefix(CliPrefix.None); CustomCommandLine "tags">] List_Tags of ParseResults<TagCommand.TagsArguments>
    | [<CliPrefix(CliPrefix.None)>] Forget of ParseResults<ForgetCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Export of ParseResults<ArchiveCommand.ExportArguments>
    | [<CliPrefix(CliPrefix.None)>] Import of ParseResults<ArchiveCommand.ImportArguments>
    | [<CliPrefix(CliPrefix.None)>] Push of ParseResults<PushCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Pull of ParseResults<PullCommand.Arguments>

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Store _ -> "the store, instead of SPINDLE_STORE or .spindle here or beside the experiment"
            | Arguments.Status _ -> "what the store holds"
            | Arguments.Verify _ -> "read everything and set aside what is damaged"
            | Arguments.Gc _ -> "list, or delete, what nothing reaches any more"
            | Arguments.Tag _ -> "keep the results of an experiment or a run under a name"
            | Arguments.Untag _ -> "take a tag away"
            | Arguments.List_Tags _ -> "list the tags"
            | Arguments.Forget _ -> "let results of an experiment be computed again"
            | Arguments.Export _ -> "write all results of an experiment as one archive"
            | Arguments.Import _ -> "take in the results of an archive"
            | Arguments.Push _ -> "send results to a remote"
            | Arguments.Pull _ -> "take the results of an experiment from a remote"

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    let given = arguments.TryGetResult Arguments.Store

    match arguments.GetSubCommand() with
    | Arguments.Status status -> StatusCommand.execute (Frame.storeHere given) status
    | Arguments.Verify verify -> StoreVerifyCommand.execute (Frame.storeHere given) verify
    | Arguments.Gc gc -> GcCommand.execute (Frame.storeHere given) gc
    | Arguments.Tag tag -> TagCommand.execute given tag
    | Arguments.Untag untag -> TagCommand.untag given untag
    | Arguments.List_Tags tags -> TagCommand.list given tags
    | Arguments.Forget forget -> ForgetCommand.execute given forget
    | Arguments.Export export -> ArchiveCommand.export given export
    | Arguments.Import import -> ArchiveCommand.import given import
    | Arguments.Push push -> PushCommand.execute given push
    | Arguments.Pull pull -> PullCommand.execute given pull
    | Arguments.Store _ -> Exit.usage
