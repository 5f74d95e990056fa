/// `spindle convert`: YAML into F#, F# into canonical YAML.
module Spindle.Cli.ConvertCommand

open Argu
open Spindle.Dsl

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | [<AltCommandLine("-o")>] Output of file: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Experiment _ -> "a .yaml experiment to write as F#, or an .fsx one to write as YAML"
            | Arguments.Output _ -> "the file to write (standard output)"

/// The experiment in the other language.
let private text (study: Study.Study) =
    let canonical = Canonical.experiment study.Catalog study.Experiment

    if Study.isScript study.Path then
        YamlPrinter.print canonical
    else
        FSharpPrinter.print study.Catalog canonical

/// Writes a study in the other language, to a file or to standard output; the exit code.
let run (study: Study.Study) (output: string option) : int =
    match output with
    | None -> System.Console.Out.Write(text study)
    | Some file -> OutputFile.writeText file (text study)

    Exit.done'

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    Frame.withStudy (arguments.GetResult Arguments.Experiment) [] (fun study ->
        run study (arguments.TryGetResult Arguments.Output))
