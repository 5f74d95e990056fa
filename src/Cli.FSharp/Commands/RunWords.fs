/// The words of `spindle run`, and what they ask for.
module Spindle.Cli.RunWords

open System
open Argu
open Spindle.Cli.Progress
open Spindle.Store.Remotes

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | Set of assignment: string
    | Only of name: string
    | Dry_Run
    | [<AltCommandLine("-j")>] Jobs of count: int
    | Device of name: string
    | Numerics of choice: NumericsChoice.Choice
    | Log of format: RunDisplay.LogFormat
    | Store of folder: string
    | Keep_Going
    | Fail_Fast
    | No_Stat_Cache
    | Lock
    | Frozen
    | Remote of url: string
    | Remote_Push
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Experiment _ -> "the experiment, .yaml or .fsx"
            | Arguments.Set _ -> "a value to put in place of the file's, as trainings.standard.updates=200"
            | Arguments.Only _ -> "run this declaration or step and what it needs"
            | Arguments.Dry_Run -> "list what would run, and run nothing"
            | Arguments.Jobs _ -> "how many steps run at the same time (all cores)"
            | Arguments.Device _ -> "cpu, cuda, cuda:1 or auto (auto)"
            | Arguments.Numerics _ -> NumericsChoice.usage
            | Arguments.Log _ -> "how progress is told: live on a terminal, lines, or JSON lines"
            | Arguments.Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"
            | Arguments.Keep_Going -> "finish what does not depend on a step that fails (the default)"
            | Arguments.Fail_Fast -> "stop at the first step that fails"
            | Arguments.No_Stat_Cache -> "read every input file anew, even one that looks unchanged"
            | Arguments.Lock -> "pin every result in the lock file beside the experiment"
            | Arguments.Frozen -> "fail where a result is not the one that the lock file pins"
            | Arguments.Remote _ -> "ask this remote for what the store lacks, instead of SPINDLE_REMOTE"
            | Arguments.Remote_Push -> "also send the remote what the run executes"
            | Arguments.Json -> "print one JSON object about the run on standard output"

/// How a run treats the lock file beside the experiment.
[<RequireQualifiedAccess>]
type LockUse =
    | Ignored
    | Written
    | Held

/// What a run is asked to be.
type Options = {
    Jobs: int
    Device: string
    Numerics: NumericsChoice.Choice option
    Log: RunDisplay.LogFormat option
    Store: string option
    /// The names of what is to be brought up to date; none for everything.
    Only: string list
    FailFast: bool
    /// Whether files are read anew that look as they did when they were digested.
    NoStatCache: bool
    Lock: LockUse
    Remote: RemoteAddress option
    /// Whether the remote is sent what the run executes.
    RemotePush: bool
    Json: bool
    /// What `--set` put in place of the file's values; kept in the run's record.
    Assignments: string list
}

let private lockUse (arguments: ParseResults<Arguments>) : Result<LockUse, string> =
    match arguments.Contains Arguments.Lock, arguments.Contains Arguments.Frozen with
    | false, false -> Ok LockUse.Ignored
    | true, true -> Error "--lock writes what --frozen compares with: take one of them"
    | true, false when arguments.Contains Arguments.Only -> Error "--lock pins every step: leave --only out"
    | true, false when arguments.Contains Arguments.Dry_Run -> Error "--lock pins results: leave --dry-run out"
    | true, false -> Ok LockUse.Written
    | false, true -> Ok LockUse.Held

let private remote (arguments: ParseResults<Arguments>) : Result<RemoteAddress option, string> =
    match RemoteLocation.find (arguments.TryGetResult Arguments.Remote) with
    | Ok None when arguments.Contains Arguments.Remote_Push ->
        Error "--remote-push needs a remote: name one with --remote or SPINDLE_REMOTE"
    | found -> found

/// What the words ask for, or what is wrong with them.
let options (arguments: ParseResults<Arguments>) : Result<Options, string> =
    let jobs =
        if arguments.Contains Arguments.Jobs then
            arguments.PostProcessResult(Arguments.Jobs, Wording.jobs)
        else
            Environment.ProcessorCount

    let device =
        if arguments.Contains Arguments.Device then
            arguments.PostProcessResult(Arguments.Device, Wording.device)
        else
            "auto"

    let failFast = arguments.Contains Arguments.Fail_Fast

    match lockUse arguments, remote arguments with
    | Error problem, _
    | _, Error problem -> Error problem
    | _ when failFast && arguments.Contains Arguments.Keep_Going ->
        Error "--keep-going and --fail-fast say the opposite of each other"
    | Ok lock, Ok remote ->
        Ok {
            Jobs = jobs
            Device = device
            Numerics = arguments.TryGetResult Arguments.Numerics
            Log = arguments.TryGetResult Arguments.Log
            Store = arguments.TryGetResult Arguments.Store
            Only = arguments.GetResults Arguments.Only
            FailFast = failFast
            NoStatCache = arguments.Contains Arguments.No_Stat_Cache
            Lock = lock
            Remote = remote
            RemotePush = arguments.Contains Arguments.Remote_Push
            Json = arguments.Contains Arguments.Json
            Assignments = arguments.PostProcessResults(Arguments.Set, Wording.assignment)
        }
