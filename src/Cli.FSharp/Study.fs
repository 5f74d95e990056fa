/// An experiment as a command works on it: read, with its plugins and files, and planned.
module Spindle.Cli.Study

open System
open System.Collections.Generic
open System.IO
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Plans

type Study =
    {
        /// The file as the user named it.
        Path: string
        /// The experiment's text.
        Source: string
        Catalog: KindCatalog
        Experiment: Experiment
        Plan: Plan
        /// Where the files lie that the experiment names, by the digest of their content.
        Files: IReadOnlyDictionary<Digest, string>
        /// The plugins that it names, by absolute path.
        Plugins: string list
    }

/// Files that an experiment names, digested once and remembered by content.
type private Files(folder: string) =
    let found = Dictionary<Digest, string>()
    member _.Found = found

    member _.Digest(path: string) : Result<string, string> =
        let file = Path.GetFullPath(path, folder)

        try
            use stream = File.OpenRead file
            let digest = Digest(Convert.ToHexStringLower(Security.Cryptography.SHA256.HashData stream))
            found[digest] <- file
            Ok digest.Hex
        with
        | :? FileNotFoundException
        | :? DirectoryNotFoundException -> Error "there is no such file"
        | :? IOException as problem -> Error problem.Message
        | :? UnauthorizedAccessException as problem -> Error problem.Message

let private folderOf (path: string) =
    Path.GetDirectoryName(Path.GetFullPath path) |> string

/// The text of a file, or why it cannot be read.
let private bytes (path: string) : Result<byte[], Diagnostic list> =
    let refuse problem =
        Error [ Diagnostic.Error(DiagnosticCodes.MissingFile, SourceSpan(path, 1, 1), problem) ]

    try
        Ok(File.ReadAllBytes path)
    with
    | :? FileNotFoundException
    | :? DirectoryNotFoundException -> refuse "there is no such file"
    | :? IOException as problem -> refuse problem.Message
    | :? UnauthorizedAccessException as problem -> refuse problem.Message

/// An experiment without its plan: from YAML, or from a script.
let readExperiment (path: string) : Result<string * Experiment, Diagnostic list> =
    bytes path
    |> Result.bind (fun content ->
        let source = Text.Encoding.UTF8.GetString content

        if Path.GetExtension(path).ToLowerInvariant() = ".fsx" then
            Scripts.ScriptHost.load (Catalogs.own ()) path |> Result.map (fun experiment -> source, experiment)
        else
            YamlReader.read path content
            |> Result.bind (ExperimentReader.read path)
            |> Result.map (fun experiment -> source, experiment))

let private catalogOf (experiment: Experiment) : Result<KindCatalog * string list, Diagnostic list> =
    let folder = folderOf experiment.Path
    let paths = experiment.Plugins |> List.map (fun plugin -> Path.GetFullPath(plugin.Value, folder))

    match Catalogs.withPlugins paths with
    | Ok catalog -> Ok(catalog, paths)
    | Error(path, problem) ->
        let span =
            List.zip paths experiment.Plugins
            |> List.tryFind (fun (candidate, _) -> candidate = path)
            |> Option.map (fun (_, plugin) -> plugin.Span)
            |> Option.defaultValue SourceSpan.None

        Error [ Diagnostic.Error(DiagnosticCodes.UnusablePlugin, span, problem) ]

/// Reads, overrides, checks and plans an experiment; or everything that is wrong with it.
let load (path: string) (assignments: string list) : Result<Study, string * Diagnostic list> =
    match readExperiment path with
    | Error problems -> Error("", problems)
    | Ok(source, experiment) ->
        let planned =
            Overrides.apply assignments experiment
            |> Result.bind (fun experiment ->
                catalogOf experiment
                |> Result.bind (fun (catalog, plugins) ->
                    let files = Files(folderOf path)
                    let environment = { Catalog = catalog; Digest = files.Digest }

                    Compile.plan environment experiment
                    |> Result.map (fun plan ->
                        { Path = path
                          Source = source
                          Catalog = catalog
                          Experiment = experiment
                          Plan = plan
                          Files = files.Found
                          Plugins = plugins })))

        planned |> Result.mapError (fun problems -> source, problems)
