/// `spindle convert`: YAML into F#, F# into canonical YAML.
module Spindle.Cli.ConvertCommand

open System.IO
open Spindle.Dsl

/// The experiment in the other language.
let text (path: string) (experiment: Experiment) =
    let catalog = Catalogs.own ()
    let canonical = Canonical.experiment catalog experiment

    if Study.isScript path then
        YamlPrinter.print canonical
    else
        FSharpPrinter.print catalog canonical

/// Writes the experiment in the other language to a file or to standard output.
let run (path: string) (experiment: Experiment) (output: string option) =
    let written = text path experiment

    match output with
    | None -> System.Console.Out.Write written
    | Some file -> File.WriteAllText(file, written)

    Exit.done'
