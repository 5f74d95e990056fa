/// The kinds that a command knows: Spindle's own and those of plugins.
module Spindle.Cli.Catalogs

open System
open System.IO
open System.Reflection
open System.Runtime.Loader
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Plans

let private source (assembly: Assembly) (plugin: string | null) =
    let documentation () : Stream | null =
        let path =
            Path.Combine(Path.GetDirectoryName assembly.Location |> string, $"{assembly.GetName().Name}.xml")

        if File.Exists path then File.OpenRead path else null

    KindSource(assembly, Func<Stream | null> documentation, plugin)

let private builtIn () = source typeof<Spec>.Assembly null

/// Spindle's own kinds.
let own () = KindCatalog.Of [| builtIn () |]

let private load (path: string) : Result<KindSource, string> =
    try
        let bytes = File.ReadAllBytes path

        let assembly =
            AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath path)

        Ok(source assembly (Digest.Of(ReadOnlySpan bytes).Hex))
    with
    | :? FileNotFoundException
    | :? DirectoryNotFoundException -> Error $"there is no file '{path}'"
    | :? BadImageFormatException -> Error $"'{path}' is not a .NET assembly"
    | :? IOException as problem -> Error problem.Message
    | :? UnauthorizedAccessException as problem -> Error problem.Message

/// Spindle's own kinds and those of the plugins at some absolute paths; or what is wrong, with the plugin at fault.
let withPlugins (paths: string list) : Result<KindCatalog, string * string> =
    let rec loadAll loaded rest =
        match rest with
        | [] -> Ok(List.rev loaded)
        | path :: others ->
            match load path with
            | Ok plugin -> loadAll ((path, plugin) :: loaded) others
            | Error problem -> Error(path, problem)

    loadAll [] paths
    |> Result.bind (fun plugins ->
        try
            Ok(KindCatalog.Of(Array.ofList (builtIn () :: List.map snd plugins)))
        with :? ArgumentException as problem ->
            Error(plugins |> List.tryHead |> Option.map fst |> Option.defaultValue "", problem.Message))
