/// From an experiment to a script, through the F# compiler, and back.
module Spindle.Tests.Cli.Scripts.RoundTripTests

open System
open System.IO
open System.Reflection
open System.Runtime.Loader
open Expecto
open Spindle
open Spindle.Cli.Scripts
open Spindle.Dsl
open Spindle.Tests.Dsl
open Spindle.Tests.Dsl.Print
open Spindle.Tests.Kinds

let private canonical = Canonical.experiment Toys.catalog

/// Plugins are left out: they would have to be there.
let private generated seed = {
    Generated.experiment seed with
        Plugins = []
}

/// A script as a module of a larger one, which is compiled faster than many scripts.
let private asModule (seed: int) (script: string) =
    let lines = script.Split '\n' |> Array.map (fun line -> "    " + line)
    $"module Generated{seed} =\n" + String.Join('\n', lines)

/// What a script hands over: its studies by the names of their modules.
let private studies (script: string) : Map<string, Study> =
    let folder = Directory.CreateTempSubdirectory("spindle-scripts-").FullName
    let assembly = Path.Combine(folder, "generated.dll")

    let file = Path.Combine(folder, "generated.fsx")
    File.WriteAllText(file, script)

    match ScriptCompiler.compile file script assembly with
    | Error problems -> failtest $"{problems}\n{script}"
    | Ok _ ->
        let compiled = AssemblyLoadContext.Default.LoadFromAssemblyPath assembly
        let main = nonNull compiled.EntryPoint

        let arguments: objnull array =
            main.GetParameters() |> Array.map (fun _ -> box Array.empty<string>)

        main.Invoke(null, arguments) |> ignore

        Map [
            for holder in compiled.GetTypes() do
                match holder.GetProperty("study", BindingFlags.Public ||| BindingFlags.Static) with
                | null -> ()
                | property ->
                    match property.GetValue null with
                    | :? Study as study -> holder.Name, study
                    | _ -> ()
        ]

[<Tests>]
let tests =
    testList "round trip through F#" [
        test "generated experiments come back from F# as they were" {
            let kinds = typeof<Walk>.Assembly.Location
            let seeds = [ 1..20 ]

            let modules =
                seeds
                |> List.map (fun seed -> asModule seed (FSharpPrinter.print Toys.catalog (canonical (generated seed))))

            let found = studies (String.Join('\n', $"#r @\"{kinds}\"" :: modules))

            for seed in seeds do
                match Studies.toExperiment Toys.catalog found[$"Generated{seed}"] with
                | Ok experiment ->
                    Expect.equal
                        (YamlPrinter.print (canonical experiment))
                        (YamlPrinter.print (canonical (generated seed)))
                        $"seed {seed}"
                | Error problems -> failtest $"{problems}"
        }
    ]
