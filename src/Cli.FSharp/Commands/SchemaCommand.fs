/// `spindle schema`: the JSON schema for editors.
module Spindle.Cli.SchemaCommand

open Argu
open Spindle.Dsl
open Spindle.Plans

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | Plugin of path: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Plugin _ -> "also the kinds of this plugin"

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    Catalogs.withPlugins (arguments.GetResults Arguments.Plugin)
    |> Result.mapError (fun (plugin, problem) -> $"{plugin}: {problem}")
    |> Result.map (fun catalog -> [ CanonicalJson.Write(JsonSchema.ofCatalog catalog) ])
    |> Frame.told
