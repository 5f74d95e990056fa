/// `spindle convert`: YAML into F#, F# into canonical YAML.
module Spindle.Cli.ConvertCommand

open Spindle.Dsl

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
