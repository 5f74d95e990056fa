/// Folders of the user's own, for what can be made again.
module Spindle.Cli.CacheFolder

open System
open System.IO

/// The folder for things of a name.
let folder (name: string) : string =
    let variable name =
        Environment.GetEnvironmentVariable name
        |> Option.ofObj
        |> Option.filter ((<>) "")

    let home = Environment.GetFolderPath Environment.SpecialFolder.UserProfile

    let caches =
        if OperatingSystem.IsWindows() then
            Environment.GetFolderPath Environment.SpecialFolder.LocalApplicationData
        elif OperatingSystem.IsMacOS() then
            Path.Combine(home, "Library", "Caches")
        else
            variable "XDG_CACHE_HOME" |> Option.defaultValue (Path.Combine(home, ".cache"))

    Path.Combine(caches, "spindle", name)
