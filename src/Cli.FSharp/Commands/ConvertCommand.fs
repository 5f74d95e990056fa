/// `spindle convert`: YAML into F#, F# into canonical YAML.
module Spindle.Cli.ConvertCommand

open System.IO
open Spindle.Dsl

/// The experiment in the other language.
let private text (path: string) (experiment: Experiment) =
    let canonical = Canonical.experiment (Catalogs.own ()) experiment

    if Study.isScript path then
        YamlPrinter.print canonical
    else
        FSharpPrinter.print (Catalogs.own ()) canonical

/// Writes an experiment that has no mistakes in the other language, to a file or to standard output; the exit code.
let run (path: string) (source: string) (experiment: Experiment) (output: string option) : int =
    match Study.plan path source experiment with
    | Error problems ->
        CheckCommand.tell path source problems
        Exit.invalid
    | Ok _ ->
        match output with
        | None -> System.Console.Out.Write(text path experiment)
        | Some file -> File.WriteAllText(file, text path experiment)

        Exit.done'
