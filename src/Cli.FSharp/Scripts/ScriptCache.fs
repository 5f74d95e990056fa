/// Compiled scripts, kept in a folder of the user's own. A script is compiled again when it, a file that it loads, an
/// assembly that it references, Spindle or the compiler changes.
module Spindle.Cli.Scripts.ScriptCache

open System
open System.IO
open System.Reflection
open Spindle
open Spindle.Cli
open Spindle.Contracts
open Spindle.Plans

/// Entries that nobody used for so long are removed when another is added.
let private longestUnused = TimeSpan.FromDays 60.

/// A compiled script.
type Entry = {
    Assembly: string
    /// Assemblies that it references beside Spindle's and the framework's.
    Referenced: string list
}

/// The folder that is the user's own for such things.
let folder () : string = CacheFolder.folder "scripts"

let private digestOfFile (path: string) =
    try
        Some(Digest.Of(ReadOnlySpan(File.ReadAllBytes path)).Hex)
    with
    | :? IOException
    | :? UnauthorizedAccessException -> None

let private version (assembly: Assembly) =
    assembly.ManifestModule.ModuleVersionId.ToString()

let private compilerVersion () =
    let path = Path.Combine(AppContext.BaseDirectory, "FSharp.Compiler.Service.dll")
    AssemblyName.GetAssemblyName(path).ToString()

/// What a script and the programs that compile it are known by. The path is part of it, because it stands in the places
/// that the script's declarations remember.
let key (script: string) (text: string) : string =
    [
        "1"
        version typeof<Study>.Assembly
        version typeof<Spec>.Assembly
        version typeof<int list>.Assembly
        compilerVersion ()
        script
        text
    ]
    |> String.concat "\n"
    |> fun all -> Digest.Of(all).Hex

let private manifest (folder: string) (key: string) = Path.Combine(folder, $"{key}.txt")

/// A line of a manifest: what the file is to the script, its digest, its path.
let private line (role: string) (path: string) =
    $"{role} {digestOfFile path |> Option.defaultValue String.Empty} {path}"

let private parse (written: string) =
    match written.Split(' ', 3) with
    | [| role; digest; path |] when digestOfFile path = Some digest -> Some(role, path)
    | _ -> None

/// The entry of a key, if all that it was made from is unchanged.
let find (folder: string) (key: string) : Entry option =
    let path = manifest folder key

    try
        let files = File.ReadAllLines path |> Array.map parse

        if files.Length > 0 && Array.forall Option.isSome files then
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow)

            let ofRole role =
                files
                |> Array.choose id
                |> Array.filter (fst >> (=) role)
                |> Array.map snd
                |> List.ofArray

            ofRole "assembly"
            |> List.tryHead
            |> Option.map (fun assembly -> {
                Assembly = assembly
                Referenced = ofRole "reference"
            })
        else
            None
    with
    | :? IOException
    | :? UnauthorizedAccessException -> None

/// Removes entries that nobody used for long. Another process may do the same at the same time.
let private prune (folder: string) =
    for path in Directory.EnumerateFiles folder do
        if DateTime.UtcNow - File.GetLastWriteTimeUtc path > longestUnused then
            try
                File.Delete path
            with
            | :? IOException
            | :? UnauthorizedAccessException -> ()

/// Makes an entry by a function that compiles into a given path. The assembly is moved into the folder when it is whole.
let add
    (folder: string)
    (key: string)
    (compile: string -> Result<ScriptCompiler.Sources, Diagnostic list>)
    : Result<Entry, Diagnostic list> =
    let work =
        Directory.CreateDirectory(Path.Combine(folder, $"tmp-{Guid.NewGuid():N}"))

    try
        let name = $"script-{Guid.NewGuid():N}.dll"
        let made = Path.Combine(work.FullName, name)

        compile made
        |> Result.map (fun sources ->
            let assembly = Path.Combine(folder, name)
            File.Move(made, assembly)

            let lines = [
                line "assembly" assembly
                for path in sources.Loaded do
                    line "load" path
                for path in sources.Referenced do
                    line "reference" path
            ]

            let written = Path.Combine(work.FullName, "manifest")
            File.WriteAllLines(written, lines)
            File.Move(written, manifest folder key, overwrite = true)
            prune folder

            {
                Assembly = assembly
                Referenced = sources.Referenced
            })
    finally
        work.Delete(recursive = true)
