/// An experiment as a command works on it: read, with its plugins and files, and planned.
module Spindle.Cli.Study

open System
open System.Collections.Generic
open System.IO
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Plans
open Spindle.Store

type Study = {
    /// The file as the user named it.
    Path: string
    /// The experiment's text.
    Source: string
    Catalog: KindCatalog
    Experiment: Experiment
    Plan: Plan
    /// The files that the experiment names, by the digest of their content.
    Files: IReadOnlyDictionary<Digest, FrozenFile>
    /// The digest of a file's content by the name that the experiment gives it.
    Digest: string -> Result<string, string>
    /// The plugins that it names, by absolute path.
    Plugins: string list
}

/// Whether a file is an F# script.
let isScript (path: string) =
    path.EndsWith(".fsx", StringComparison.OrdinalIgnoreCase)

let private folderOf (path: string) =
    Path.GetDirectoryName(Path.GetFullPath path) |> string

/// The text of a file, or why it cannot be read.
let private bytes (path: string) : Result<byte[], Diagnostic list> =
    let refuse problem =
        Error [
            Diagnostic.Error(DiagnosticCodes.MissingFile, SourceSpan(path, 1, 1), problem)
        ]

    try
        if Directory.Exists path then
            refuse "it is a folder, not a file"
        else
            Ok(File.ReadAllBytes path)
    with
    | :? FileNotFoundException
    | :? DirectoryNotFoundException -> refuse "there is no such file"
    | :? IOException as problem -> refuse problem.Message
    | :? UnauthorizedAccessException -> refuse "it may not be read: permission is missing"

let private catalogOf (experiment: Experiment) : Result<KindCatalog * string list, Diagnostic list> =
    let folder = folderOf experiment.Path

    let paths =
        experiment.Plugins
        |> List.map (fun plugin -> Path.GetFullPath(plugin.Value, folder))

    match Catalogs.withPlugins paths with
    | Ok catalog -> Ok(catalog, paths)
    | Error(path, problem) ->
        let span =
            List.zip paths experiment.Plugins
            |> List.tryFind (fun (candidate, _) -> candidate = path)
            |> Option.map (fun (_, plugin) -> plugin.Span)
            |> Option.defaultValue SourceSpan.None

        Error [ Diagnostic.Error(DiagnosticCodes.UnusablePlugin, span, problem) ]

/// What the checks find in as much of an experiment as could be read, so that one run tells all mistakes.
let private mistakes (reading: StudyFiles.Reading) (experiment: Experiment) : Diagnostic list =
    match catalogOf experiment with
    | Error problems -> problems
    | Ok(catalog, _) ->
        let files = StudyFiles.Files(reading, folderOf experiment.Path)

        Compile.check
            {
                Catalog = catalog
                Digest = files.Digest
            }
            experiment

/// An experiment without its plan, from YAML or from a script, with its text; or everything that is wrong with it.
let private readExperiment
    (reading: StudyFiles.Reading)
    (path: string)
    : Result<string * Experiment, string * Diagnostic list> =
    match bytes path with
    | Error problems -> Error("", problems)
    | Ok content ->
        let source = Text.Encoding.UTF8.GetString content

        if isScript path then
            match Scripts.ScriptHost.load (Catalogs.own ()) path with
            | Ok experiment -> Ok(source, experiment)
            | Error problems -> Error(source, problems)
        else
            match ExperimentReader.read path content with
            | experiment, [] -> Ok(source, experiment)
            | experiment, problems -> Error(source, Problems.sorted (problems @ mistakes reading experiment))

/// `path=value` as it is given to `--set`, read as YAML.
let private overridden (assignments: string list) (experiment: Experiment) =
    let split (assignment: string) =
        match assignment.IndexOf '=' with
        | -1 -> assignment, ""
        | at -> assignment[.. at - 1], assignment[at + 1 ..]

    let read (text: string) =
        YamlReader.read "--set" (Text.Encoding.UTF8.GetBytes text)

    if assignments.IsEmpty then
        Ok experiment
    else
        catalogOf experiment
        |> Result.bind (fun (catalog, _) -> Overrides.apply catalog read (List.map split assignments) experiment)

/// Checks and plans an experiment that has been read.
let private plan
    (reading: StudyFiles.Reading)
    (path: string)
    (source: string)
    (experiment: Experiment)
    : Result<Study, Diagnostic list> =
    catalogOf experiment
    |> Result.bind (fun (catalog, plugins) ->
        let files = StudyFiles.Files(reading, folderOf path)

        let environment = {
            Catalog = catalog
            Digest = files.Digest
        }

        Compile.plan environment experiment
        |> Result.map (fun plan -> {
            Path = path
            Source = source
            Catalog = catalog
            Experiment = experiment
            Plan = plan
            Files = files.Found
            Digest = files.Digest
            Plugins = plugins
        }))

/// Reads, overrides, checks and plans an experiment with its files read in a given way; or its text and everything that is wrong with it.
let loadBy
    (reading: StudyFiles.Reading)
    (path: string)
    (assignments: string list)
    : Result<Study, string * Diagnostic list> =
    readExperiment reading path
    |> Result.bind (fun (source, experiment) ->
        overridden assignments experiment
        |> Result.bind (plan reading path source)
        |> Result.mapError (fun problems -> source, problems))

/// Reads, overrides, checks and plans an experiment; or its text and everything that is wrong with it.
let load (path: string) (assignments: string list) : Result<Study, string * Diagnostic list> =
    loadBy (StudyFiles.reading false) path assignments
