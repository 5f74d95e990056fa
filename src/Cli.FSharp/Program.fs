/// Reads the command line, calls the command, and turns what the machine refuses into words.
module Spindle.Cli.Program

open System
open System.IO
open System.Reflection
open Argu
open Spindle.Cli.Arguments
open Spindle.Contracts
open Spindle.Store

let private version () =
    let found =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()

    match found with
    | null -> "unknown"
    | attribute -> attribute.InformationalVersion.Split('+')[0]

let private dispatch (arguments: ParseResults<Arguments>) : int =
    match arguments.GetSubCommand() with
    | Arguments.Check check -> CheckCommand.execute check
    | Arguments.Plan plan -> PlanCommand.execute plan
    | Arguments.Run run -> RunCommand.execute run
    | Arguments.Verify verify -> VerifyCommand.execute verify
    | Arguments.Why why -> WhyCommand.execute why
    | Arguments.Diff diff -> DiffCommand.execute diff
    | Arguments.Show show -> ShowCommand.execute show
    | Arguments.Export export -> ExportCommand.execute export
    | Arguments.Report report -> ReportCommand.execute report
    | Arguments.Convert convert -> ConvertCommand.execute convert
    | Arguments.Kinds kinds -> KindsCommand.execute kinds
    | Arguments.Schema schema -> SchemaCommand.execute schema
    | Arguments.Init init -> InitCommand.execute init
    | Arguments.Store store -> StoreCommand.execute store
    | Arguments.Worker worker -> WorkerCommand.execute worker
    | Arguments.Version -> Exit.usage

[<EntryPoint>]
let main words =
    let parser =
        ArgumentParser.Create<Arguments>(programName = "spindle", checkStructure = false)

    try
        if words = [| "--version" |] then
            Output.print [ version () ]
            Exit.done'
        else
            dispatch (parser.ParseCommandLine words)
    with
    | :? ArguParseException as problem when problem.ErrorCode = ErrorCode.HelpText ->
        Output.print [ problem.Message ]
        Exit.done'
    | :? ArguParseException as problem ->
        Output.tell problem.Message
        Exit.usage
    | :? StoreException as problem ->
        Output.tellError problem.Code problem.Message problem.Hint
        Exit.machine
    | :? SpindleException as problem ->
        Output.tellError problem.Code problem.Message null
        Exit.machine
    | :? IOException as problem ->
        Output.tellError DiagnosticCodes.SystemRefused problem.Message null
        Exit.machine
    | :? UnauthorizedAccessException as problem ->
        Output.tellError DiagnosticCodes.SystemRefused problem.Message null
        Exit.machine
