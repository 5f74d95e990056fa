module Spindle.Tests.EndToEnd.StudiesTests

open System.IO
open Expecto

let private experiments = Path.Combine(Command.repository, "experiments")

/// A study that names files from outside cannot be checked without them.
let private needsFiles (folder: string) =
    File.Exists(Path.Combine(folder, ".gitignore"))

[<Tests>]
let tests =
    Command.inTurn
    <| testList "the studies" [
        test "are without a mistake, those that need nothing from outside" {
            for folder in Directory.GetDirectories experiments |> Array.sort do
                if not (needsFiles folder) then
                    let file = Path.Combine(folder, "experiment.yaml")
                    let finished = Command.run folder [ "check"; file ]
                    Expect.equal finished.Exit 0 $"{file}: {finished.Error}"
        }

        test "of brain maturation, in little, meets its expectations, and a second run executes nothing" {
            use folder = new Command.Folder()

            Path.Combine(experiments, "brain-maturation-quick", "experiment.yaml")
            |> File.ReadAllText
            |> fun text -> folder.Write("experiment.yaml", text)

            let first = Command.run folder.Path [ "run"; "experiment.yaml"; "--json" ]
            Expect.equal first.Exit 0 first.Error
            let second = Command.run folder.Path [ "run"; "experiment.yaml"; "--json" ]
            Expect.equal second.Exit 0 second.Error
            Expect.equal ((nonNull second.Json["executed"]).GetValue<int>()) 0 "executed"
        }
    ]
