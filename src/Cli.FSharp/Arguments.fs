/// The words of the command line. Argu reads them; the commands see only the results.
module Spindle.Cli.Arguments

open Argu

type CheckArguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | Set of assignment: string
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Experiment _ -> "the experiment, .yaml or .fsx"
            | Set _ -> "a value to put in place of the file's, as trainings.standard.updates=200"
            | Json -> "print the diagnostics as JSON"

type PlanArguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | Set of assignment: string
    | Only of name: string
    | Store of folder: string
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Experiment _ -> "the experiment, .yaml or .fsx"
            | Set _ -> "a value to put in place of the file's, as trainings.standard.updates=200"
            | Only _ -> "plan this declaration or step and what it needs"
            | Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"
            | Json -> "print the canonical plan as JSON"

type LogFormat =
    | Live
    | Lines
    | Json

type RunArguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | Set of assignment: string
    | Only of name: string
    | Dry_Run
    | [<AltCommandLine("-j")>] Jobs of count: int
    | Device of name: string
    | Log of format: LogFormat
    | Store of folder: string
    | Fail_Fast
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Experiment _ -> "the experiment, .yaml or .fsx"
            | Set _ -> "a value to put in place of the file's, as trainings.standard.updates=200"
            | Only _ -> "run this declaration or step and what it needs"
            | Dry_Run -> "list what would run, and run nothing"
            | Jobs _ -> "how many steps run at the same time (all cores)"
            | Device _ -> "cpu, cuda, cuda:1 or auto (auto)"
            | Log _ -> "how progress is told: live on a terminal, lines, or JSON lines"
            | Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"
            | Fail_Fast -> "stop at the first step that fails"
            | Json -> "print one JSON object about the run on standard output"

type WhyArguments =
    | [<MainCommand; ExactlyOnce>] Target of path: string * step: string
    | Set of assignment: string
    | Store of folder: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Target _ -> "the experiment, and the id of one of its steps"
            | Set _ -> "a value to put in place of the file's"
            | Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"

type DiffArguments =
    | [<MainCommand; ExactlyOnce>] Experiments of first: string * second: string
    | Store of folder: string
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Experiments _ -> "two experiments; the first may be a git revision of the second"
            | Store _ -> "the store that tells what is cached"
            | Json -> "print the difference as JSON"

type ShowArguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | Name of name: string
    | Explain of name: string
    | Set of assignment: string
    | Store of folder: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Experiment _ -> "the experiment, .yaml or .fsx"
            | Name _ -> "show one probe or member, with all its rows"
            | Explain _ -> "walk from a result to everything that it was made from"
            | Set _ -> "a value to put in place of the file's"
            | Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"

type ExportFormat =
    | Csv
    | Parquet
    | Npz
    | Safetensors
    | Json
    | Svg
    | Png

type ExportArguments =
    | [<MainCommand; ExactlyOnce>] Target of path: string * name: string
    | [<Mandatory>] Format of format: ExportFormat
    | [<AltCommandLine("-o"); Mandatory>] Output of file: string
    | Set of assignment: string
    | Store of folder: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Target _ -> "the experiment, and what to export: NAME or NAME.ARTIFACT"
            | Format _ -> "the format to write"
            | Output _ -> "the file to write"
            | Set _ -> "a value to put in place of the file's"
            | Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"

type ReportArguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | [<AltCommandLine("-o")>] Output of file: string
    | Set of assignment: string
    | Store of folder: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Experiment _ -> "the experiment, .yaml or .fsx"
            | Output _ -> "the page to write (report.html beside the experiment)"
            | Set _ -> "a value to put in place of the file's"
            | Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"

type ConvertArguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | [<AltCommandLine("-o")>] Output of file: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Experiment _ -> "a .yaml experiment to write as F#, or an .fsx one to write as YAML"
            | Output _ -> "the file to write (standard output)"

type KindsArguments =
    | [<MainCommand>] Kind of name: string
    | Markdown
    | Plugin of path: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Kind _ -> "describe one kind"
            | Markdown -> "print all kinds as a page of documentation"
            | Plugin _ -> "also the kinds of this plugin"

type SchemaArguments =
    | Plugin of path: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Plugin _ -> "also the kinds of this plugin"

type InitArguments =
    | [<MainCommand>] Folder of path: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Folder _ -> "the folder to make (my-study)"

type StatusArguments =
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Json -> "print JSON"

type GcArguments =
    | Delete
    | Grace of hours: float
    | Keep_Runs of count: int

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Delete -> "delete what the preview lists"
            | Grace _ -> "spare what is younger than so many hours (1)"
            | Keep_Runs _ -> "keep what the last so many runs of every experiment reach (all)"

type StoreArguments =
    | [<Inherit>] Store of folder: string
    | [<CliPrefix(CliPrefix.None)>] Status of ParseResults<StatusArguments>
    | [<CliPrefix(CliPrefix.None)>] Verify of ParseResults<StatusArguments>
    | [<CliPrefix(CliPrefix.None)>] Gc of ParseResults<GcArguments>

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Store _ -> "the store, instead of SPINDLE_STORE or .spindle here"
            | Status _ -> "what the store holds"
            | Verify _ -> "read everything and set aside what is damaged"
            | Gc _ -> "list, or delete, what nothing reaches any more"

type WorkerArguments =
    | [<Mandatory>] Store of folder: string
    | Plugin of path: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Store _ -> "the store"
            | Plugin _ -> "a plugin with kinds"

type Arguments =
    | [<CliPrefix(CliPrefix.None)>] Check of ParseResults<CheckArguments>
    | [<CliPrefix(CliPrefix.None)>] Plan of ParseResults<PlanArguments>
    | [<CliPrefix(CliPrefix.None)>] Run of ParseResults<RunArguments>
    | [<CliPrefix(CliPrefix.None)>] Why of ParseResults<WhyArguments>
    | [<CliPrefix(CliPrefix.None)>] Diff of ParseResults<DiffArguments>
    | [<CliPrefix(CliPrefix.None)>] Show of ParseResults<ShowArguments>
    | [<CliPrefix(CliPrefix.None)>] Export of ParseResults<ExportArguments>
    | [<CliPrefix(CliPrefix.None)>] Report of ParseResults<ReportArguments>
    | [<CliPrefix(CliPrefix.None)>] Convert of ParseResults<ConvertArguments>
    | [<CliPrefix(CliPrefix.None)>] Kinds of ParseResults<KindsArguments>
    | [<CliPrefix(CliPrefix.None)>] Schema of ParseResults<SchemaArguments>
    | [<CliPrefix(CliPrefix.None)>] Init of ParseResults<InitArguments>
    | [<CliPrefix(CliPrefix.None)>] Store of ParseResults<StoreArguments>
    | [<Hidden; CliPrefix(CliPrefix.None)>] Worker of ParseResults<WorkerArguments>
    | Version

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Check _ -> "find every mistake before anything runs"
            | Plan _ -> "list the steps: cached, to run, unknown yet"
            | Run _ -> "execute the steps whose result is not known"
            | Why _ -> "say why a step must run, or why not"
            | Diff _ -> "compare two experiments by meaning"
            | Show _ -> "print the tables of probes"
            | Export _ -> "write an artifact in a format of your choice"
            | Report _ -> "write the report as one HTML page"
            | Convert _ -> "turn YAML into F#, or F# into YAML"
            | Kinds _ -> "list the kinds, or describe one"
            | Schema _ -> "print the JSON schema for editors"
            | Init _ -> "make a small experiment to begin with"
            | Store _ -> "look after the store"
            | Worker _ -> "execute steps for a run"
            | Version -> "print the version"
