/// Experiments in F#: a script is compiled once, kept, run in this process, and hands over its study.
module Spindle.Cli.Scripts.ScriptHost

open System
open System.IO
open System.Runtime.CompilerServices
open System.Text
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Dsl

/// Apart, so that the compiler is loaded only when a script has to be compiled.
[<MethodImpl(MethodImplOptions.NoInlining)>]
let private compile script text assembly =
    ScriptCompiler.compile script text assembly

/// Makes the folder, for the user alone.
let private make (folder: string) =
    if OperatingSystem.IsWindows() then
        Directory.CreateDirectory folder |> ignore
    else
        let own =
            UnixFileMode.UserRead ||| UnixFileMode.UserWrite ||| UnixFileMode.UserExecute

        Directory.CreateDirectory(folder, own) |> ignore

/// The compiled script: kept, or compiled now; in a fresh folder where it cannot be kept.
let private compiled (cache: string) (script: string) (text: string) : Result<ScriptCache.Entry, Diagnostic list> =
    let key = ScriptCache.key script text

    match ScriptCache.find cache key with
    | Some entry -> Ok entry
    | None ->
        try
            make cache
            ScriptCache.add cache key (compile script text)
        with
        | :? IOException
        | :? UnauthorizedAccessException ->
            let fresh = Directory.CreateTempSubdirectory("spindle-scripts-").FullName
            ScriptCache.add fresh key (compile script text)

/// A file's path as the user would name it: beside the script as the user named that.
let private named (path: string) (script: string) (file: string) =
    if file = script then
        path
    elif not (Path.IsPathRooted file) then
        file
    else
        let folder = Path.GetDirectoryName script |> string
        Path.Combine(Path.GetDirectoryName path |> string, Path.GetRelativePath(folder, file))

let private lines (file: string) : string[] =
    try
        File.ReadAllLines file
    with
    | :? IOException
    | :? UnauthorizedAccessException -> [||]

let private refuse path problem =
    Error [
        Diagnostic.Error(DiagnosticCodes.MissingFile, SourceSpan(path, 1, 1), problem)
    ]

let private read (path: string) : Result<string, Diagnostic list> =
    try
        Ok(File.ReadAllText(path, Encoding.UTF8))
    with
    | :? FileNotFoundException
    | :? DirectoryNotFoundException -> refuse path "there is no such file"
    | :? IOException as problem -> refuse path problem.Message
    | :? UnauthorizedAccessException as problem -> refuse path problem.Message

/// The experiment of a script, with compiled scripts kept in a folder.
let loadWith (cache: string) (catalog: KindCatalog) (path: string) : Result<Experiment, Diagnostic list> =
    let script = Path.GetFullPath path
    let rename = named path script

    let renamed (diagnostic: Diagnostic) =
        let span = diagnostic.Span

        Diagnostic(
            diagnostic.Code,
            diagnostic.Severity,
            SourceSpan(rename span.Path, span.Line, span.Column, span.Length),
            diagnostic.Message,
            diagnostic.Hint
        )

    read path
    |> Result.bind (fun text ->
        compiled cache script text
        |> Result.bind (ScriptRun.run script)
        |> Result.bind (Studies.toExperiment catalog)
        |> Result.map (fun experiment -> {
            ScriptPlaces.find lines rename experiment with
                Path = path
        })
        |> Result.mapError (List.map renamed))

/// The experiment of a script.
let load (catalog: KindCatalog) (path: string) : Result<Experiment, Diagnostic list> =
    loadWith (ScriptCache.folder ()) catalog path
