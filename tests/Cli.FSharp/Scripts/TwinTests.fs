module Spindle.Tests.Cli.Scripts.TwinTests

open System.IO
open Expecto
open Spindle.Cli
open Spindle.Cli.Scripts
open Spindle.Dsl
open Spindle.Tests.EndToEnd

let private folders =
    Directory.GetDirectories(Path.Combine(Command.repository, "experiments"))
    |> Array.sort
    |> Array.filter (fun folder -> File.Exists(Path.Combine(folder, "experiment.fsx")))
    |> List.ofArray

[<Tests>]
let tests =
    testList "experiments in F# and their twins in YAML" [
        for folder in folders do
            test $"'{Path.GetFileName folder}' means the same in both" {
                let catalog = Catalogs.own ()
                let yaml = Path.Combine(folder, "experiment.yaml")
                let cache = Directory.CreateTempSubdirectory("spindle-scripts-").FullName

                let script =
                    ScriptHost.loadWith cache catalog (Path.Combine(folder, "experiment.fsx"))
                    |> Result.defaultWith (fun problems -> failtest $"the script is refused: {problems}")

                let text, problems = ExperimentReader.read yaml (File.ReadAllBytes yaml)
                Expect.isEmpty problems "the problems of the YAML"

                Expect.equal
                    (Canonical.experiment catalog script)
                    (Canonical.experiment catalog text)
                    "the canonical form"

                Directory.Delete(cache, recursive = true)
            }
    ]
