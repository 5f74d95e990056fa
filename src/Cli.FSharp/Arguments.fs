/// The words of the command line, read by Argu: the commands, each of which says its own words beside its work.
module Spindle.Cli.Arguments

open Argu

[<RequireQualifiedAccess>]
type Arguments =
    | [<CliPrefix(CliPrefix.None)>] Check of ParseResults<CheckCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Plan of ParseResults<PlanCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Run of ParseResults<RunWords.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Verify of ParseResults<VerifyCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Why of ParseResults<WhyCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Diff of ParseResults<DiffCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Show of ParseResults<ShowCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Export of ParseResults<ExportCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Report of ParseResults<ReportCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Convert of ParseResults<ConvertCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Kinds of ParseResults<KindsCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Schema of ParseResults<SchemaCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Init of ParseResults<InitCommand.Arguments>
    | [<CliPrefix(CliPrefix.None)>] Store of ParseResults<StoreCommand.Arguments>
    | [<Hidden; CliPrefix(CliPrefix.None)>] Worker of ParseResults<WorkerCommand.Arguments>
    | Version

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Check _ -> "find every mistake before anything runs"
            | Arguments.Plan _ -> "list the steps: cached, to run, unknown yet"
            | Arguments.Run _ -> "execute the steps whose result is not known"
            | Arguments.Verify _ -> "compute results again and compare"
            | Arguments.Why _ -> "say why a step must run, or why not"
            | Arguments.Diff _ -> "compare two experiments by meaning"
            | Arguments.Show _ -> "print the tables of probes"
            | Arguments.Export _ -> "write an artifact in a format of your choice"
            | Arguments.Report _ -> "write the report as one HTML page"
            | Arguments.Convert _ -> "turn YAML into F#, or F# into YAML"
            | Arguments.Kinds _ -> "list the kinds, or describe one"
            | Arguments.Schema _ -> "print the JSON schema for editors"
            | Arguments.Init _ -> "make a small experiment to begin with"
            | Arguments.Store _ -> "look after the store"
            | Arguments.Worker _ -> "execute steps for a run"
            | Arguments.Version -> "print the version"
